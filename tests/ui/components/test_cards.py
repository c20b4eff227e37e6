"""What a card draws of its declaration: chart and table, table alone, or what to load."""

import pytest
from streamlit.testing.v1 import AppTest

from reform.common.i18n import speaking
from reform.pipeline.county import County
from reform.ui.components.column_headers import columns
from tests.ui.screen import charts, nodes, opened


def expanders(screen: AppTest) -> set[str]:
    return {str(node.proto.id).rpartition("-")[2] for node in nodes(screen) if node.type == "expander"}


def test_columns_keep_their_order_and_own_headers() -> None:
    with speaking("en"):
        headers = columns("item_code department task_no n", department="Owed by")
    assert list(headers.items()) == [
        ("item_code", "Item code"),
        ("department", "Owed by"),
        ("task_no", "Number"),
        ("n", "Cases"),
    ]


def test_an_unknown_column_has_no_header() -> None:
    with pytest.raises(KeyError):
        columns("item_code nonsense")


def test_a_card_without_rows_has_advice_instead_of_chart_and_table(small: County) -> None:
    """A department without cases has no transfer cycles; its line among the departments stands."""
    screen = opened("progress/transfers", department=["县档案局"])
    drawn = {chart.id.rpartition("-")[2] for chart in charts(screen)}
    assert "cycle" not in drawn
    assert "table_cycle" not in expanders(screen)
    assert {"by_department"} <= drawn
    assert "table_by_department" in expanders(screen)
