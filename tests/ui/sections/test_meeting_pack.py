"""The page 会议材料 shows the figures its files hold."""

import pandas as pd

from reform.metrics.query import Scope, ask, indicators
from reform.pipeline.county import County
from tests.ui.screen import start
from tests.ui.test_figures import LAST


def test_page_shows_the_asked_figures_and_offers_the_files(sample: County) -> None:
    screen = start("meeting/pack", department="县水利局")
    (table,) = [node.value for node in screen.dataframe]
    assert isinstance(table, pd.DataFrame)
    shown = table.set_index("代码")
    assert len(shown) == len(indicators()) - 1
    with sample.warehouse.open() as connection:
        for code in ("T02", "T05", "D03", "D07", "S05"):
            answer = ask(connection, code, Scope(LAST, departments=("县水利局",))).iloc[0]
            assert shown.loc[code, "数值"] == answer["value"]
            assert shown.loc[code, "分母"] == answer["denominator"]
    labels = [button.proto.label for button in screen.get("download_button")]
    assert labels[0] == "全部文件（zip）"
    assert {"幻灯片 PPTX", "进展情况汇报 DOCX", "改革调研报告 DOCX", "数据表 XLSX"} <= set(labels)
