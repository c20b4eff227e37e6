"""A table of very many rows: the first are drawn, the rest is in the download, and that is said."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.pipeline.county import County
from reform.ui.components import chart_card
from tests.ui.screen import start


def red_list(screen: AppTest) -> pd.DataFrame:
    late = i18n.gettext("Overdue (working days)")
    return next(frame.value for frame in screen.dataframe if late in frame.value.columns)


def sentences(screen: AppTest) -> list[str]:
    return [caption.value for caption in screen.caption if "行；下载" in caption.value]


def test_a_short_table_is_drawn_whole(sample: County) -> None:
    screen = start()
    assert len(red_list(screen)) > 3
    assert sentences(screen) == []


def test_of_a_long_table_the_first_rows_are_drawn(sample: County, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = red_list(start())
    monkeypatch.setattr(chart_card, "MOST_ROWS", 3)
    screen = start()
    assert red_list(screen).equals(whole.head(3))
    (said,) = sentences(screen)
    assert said == f"共 {len(whole)} 行，此处显示前 3 行；下载的文件含全部各行。"
