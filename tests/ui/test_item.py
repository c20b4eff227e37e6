"""An item's own page, and the rows behind a figure: reached by a link, and traced back to their files."""

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from reform.metrics.query import Scope, ask, find, indicators, metrics_of
from reform.pipeline.county import County
from reform.ui.components import source_rows
from tests.ui.screen import runs, start

ITEM, ROWS = "progress/item", "data/rows"
EVERYTHING = Scope(pd.Timestamp("2026-11-23").date())


def tables(screen: AppTest) -> list[pd.DataFrame]:
    return [table.value for table in screen.dataframe]


def said(screen: AppTest) -> str:
    return "\n".join([*(s.value for s in screen.subheader), *(c.value for c in screen.caption)])


def box(screen: AppTest) -> Any:
    (found,) = (box for box in screen.selectbox if box.label == "Item")
    return found


# one item -------------------------------------------------------------------------------------


def test_the_link_names_the_item(small: County) -> None:
    screen = start(ITEM, item="0001", lang="en")
    assert box(screen).value == "0001"
    assert "食品经营许可" in said(screen)
    assert "In operation since 12 Mar 2026, 5 of 5 handovers" in said(screen)
    assert "1 cases completed, 2.00 working days on average" in said(screen)
    assert dict(screen.query_params)["item"] in ("0001", ["0001"])


def test_another_item_is_chosen_and_the_link_follows(small: County) -> None:
    screen = start(ITEM, item="0001", lang="en")
    runs(box(screen).set_value("0003").run())
    assert "施工许可" in said(screen)
    assert dict(screen.query_params)["item"] in ("0003", ["0003"])


def test_every_stage_says_where_it_stands_in_the_file(small: County) -> None:
    stages = tables(start(ITEM, item="0001", lang="en"))[0]
    assert len(stages) == 7
    assert set(stages["File"]) == {"stages.xlsx"}
    assert set(stages["Row in the file"]) == {2, 6, 7, 8, 9, 10, 11}


def test_filters_do_not_hide_the_item(small: County) -> None:
    screen = start(ITEM, item="0001", lang="en", department="县档案局")
    assert "食品经营许可" in said(screen)


@pytest.mark.parametrize("asked", ["nonsense", "0001'; drop table items", "x" * 100_000])
def test_an_item_nobody_knows_falls_back_with_a_sentence(small: County, asked: str) -> None:
    screen = start(ITEM, item=asked, lang="en")
    assert any("The link asks for something" in warning.value for warning in screen.warning)
    assert box(screen).value in {f"000{n}" for n in range(1, 6)}


def test_an_item_code_leads_to_the_page_with_the_filters_kept(small: County) -> None:
    items = tables(start("progress/transfers", lang="en", as_of="2026-06-30"))[-1]
    links = set(items["Item code"])
    assert "item?item=0001&lang=en&as_of=2026-06-30" in links


# the rows behind a figure ---------------------------------------------------------------------

SOURCE_ROWS = [name for name in metrics_of("lists") if name.startswith("rows_")]


@pytest.mark.parametrize("code", indicators())
def test_every_indicator_names_the_rows_it_counts(code: str) -> None:
    rows = find(find(code).rows)
    assert rows.file in SOURCE_ROWS
    assert rows.uses


@pytest.mark.parametrize("code", ["T03", "D03", "D13", "S03"])
def test_the_rows_are_those_the_figure_counts(small: County, code: str) -> None:
    screen = start(ROWS, of=code, lang="en")
    (rows,) = tables(screen)
    with small.warehouse.open() as connection:
        n = ask(connection, code, EVERYTHING)["n"].item()
    assert len(rows) == n
    assert rows["File"].notna().all()
    assert rows["Row in the file"].notna().all()


def test_the_rows_follow_the_filters(small: County) -> None:
    (rows,) = tables(start(ROWS, of="D03", lang="en", department="县住房和城乡建设局"))
    assert list(rows["Case number"]) == ["A3"]


def test_no_row_is_said(small: County) -> None:
    screen = start(ROWS, of="D03", lang="en", department="县档案局")
    assert tables(screen) == []
    assert "**No row in this selection**" in [text.value for text in screen.markdown]


@pytest.mark.parametrize("name", SOURCE_ROWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_of_the_rows_has_a_header(small: County, name: str, language: str) -> None:
    with small.warehouse.open() as connection:
        columns = list(ask(connection, name, EVERYTHING).columns)
    known = source_rows.headers(find(name))
    headers = [known[column] for column in columns]
    assert {"file", "source_row"} <= set(columns)
    assert len(set(headers)) == len(headers)
    assert not [header for header in headers if "_" in header]
