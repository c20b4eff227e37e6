"""The item list and the stage register as workbooks: titles, merged cells, subtotals, dates in every form."""

from collections.abc import Hashable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays
from reform.sample.county import BUREAU, COUNTY

TEXT_FORMS: Final = (
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}/{d.month}/{d.day}",
    "{d}",
)
_NUMERALS: Final = "一二三四"
# header → width, and the item's column it shows as it is
_ITEM_COLUMNS: Final = {
    "序号": (6, ""),
    "原实施部门": (24, "department"),
    "事项编码": (34, "item_code"),
    "事项名称": (44, "item_name"),
    "颗粒度": (11, "granularity"),
    "事项类型": (13, "item_type"),
    "领域": (10, "domain"),
    "批次": (8, ""),
    "计划完成日期": (15, "planned_on"),
    "原计划完成日期": (15, "original_planned_on"),
    "关联事项": (34, "linked_item"),
    "法定办结时限": (14, "statutory_text"),
    "承诺办结时限": (14, "promised_text"),
    "办件类型": (9, "case_kind"),
    "到办事现场次数": (9, ""),
    "必须现场办理原因": (22, "visit_reason"),
    "网上办理深度": (11, "online_depth"),
    "是否进驻政务大厅": (9, "in_centre"),
    "是否纳入综合窗口": (9, "one_window"),
    "监管部门": (24, "supervising_department"),
    "备注": (10, ""),
}
_STAGE_COLUMNS: Final = {
    "序号": 7,
    "事项编码": 34,
    "划转阶段": 14,
    "进入日期": 14,
    "依据文件": 34,
    "原因": 40,
}
_DATES: Final = ("计划完成日期", "原计划完成日期", "进入日期")


class SampleSheet:
    """A workbook of one sheet, filled from the top, with the formats its cells need."""

    def __init__(self, path: Path, name: str, columns: dict[str, int]) -> None:
        self.book = xlsxwriter.Workbook(str(path))
        self.book.set_properties({"title": f"{name}（示例数据）", "created": datetime(2026, 11, 2, 9)})
        self.sheet = self.book.add_worksheet(name)
        self.columns = columns
        self.row = 0
        edge = {"border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = self.book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self.plain = self.book.add_format(edge)
        self.strong = self.book.add_format({**edge, "bold": True, "bg_color": "#EDEDED"})
        self.date = self.book.add_format({**edge, "num_format": "yyyy/m/d"})
        for n, width in enumerate(columns.values()):
            self.sheet.set_column(n, n, width)

    def head(self, title: str, unit: str) -> None:
        """A title across all columns, a line on who reports and when, then the header row."""
        self.sheet.merge_range(0, 0, 0, len(self.columns) - 1, title, self.title)
        self.sheet.write_string(
            1, 0, f"填报单位：{COUNTY}{BUREAU.removeprefix('县')}　填报日期：2026年10月31日　单位：{unit}"
        )
        for n, header in enumerate(self.columns):
            self.sheet.write_string(2, n, header, self.strong)
        self.sheet.freeze_panes(3, 0)
        self.row = 3

    def add(self, cells: dict[str, Any], strong: bool = False) -> None:
        """One row by header; a header without a cell stays blank."""
        for n, header in enumerate(self.columns):
            cell = cells.get(header, "")
            if header in _DATES and cell != "" and not strong:
                self._date(n, int(cell))
            elif isinstance(cell, str):
                self.sheet.write(self.row, n, cell or None, self.strong if strong else self.plain)
            else:
                self.sheet.write_number(self.row, n, int(cell), self.strong if strong else self.plain)
        self.row += 1

    def _date(self, column: int, number: int) -> None:
        """Four clerks, four ways to write a day; the fifth let Excel have it."""
        date = calendar_arrays.to_date(number)
        form = (self.row * 7 + column * 3) % 9
        if form >= len(TEXT_FORMS):
            self.sheet.write_datetime(self.row, column, datetime(date.year, date.month, date.day), self.date)
        else:
            self.sheet.write_string(self.row, column, TEXT_FORMS[form].format(d=date), self.plain)

    def foot(self, *lines: str) -> None:
        """Footer lines after a blank row; closes the workbook."""
        for n, line in enumerate(lines):
            self.sheet.write_string(self.row + 1 + n, 0, line)
        try:
            self.book.close()
        except FileCreateError as problem:  # holds what the disk said
            raise OSError(*problem.args[0].args) from problem


def write_items(path: Path, items: pd.DataFrame) -> None:
    """划转事项清单: by department, its name once in a merged cell, then a subtotal; a total at the end."""
    widths = {header: width for header, (width, _field) in _ITEM_COLUMNS.items()}
    sheet = SampleSheet(path, "划转事项清单", widths)
    sheet.head(f"{COUNTY}行政许可事项划转一览表（示例数据）", "项")
    number = 0
    for department, group in items.groupby("department", sort=False):
        first = sheet.row
        for item in group.to_dict("records"):
            number += 1
            sheet.add(_item_cells(number, item))
        if len(group) > 1:
            sheet.sheet.merge_range(first, 1, sheet.row - 1, 1, str(department), sheet.plain)
        sheet.add({"原实施部门": "小计", "事项编码": f"{len(group)}项"}, strong=True)
    sheet.add({"原实施部门": "合计", "事项编码": f"{number}项"}, strong=True)
    sheet.foot(
        "填表人：张某　审核人：李某　联系电话：0000-0000000",
        "注：本表为示例数据，“无”表示法律法规未规定办结时限。",
    )


def _item_cells(number: int, item: dict[Hashable, Any]) -> dict[str, Any]:
    cells = {header: item[field] for header, (_width, field) in _ITEM_COLUMNS.items() if field}
    return cells | {
        "序号": number,
        "批次": f"第{_NUMERALS[item['batch'] - 1]}批",
        "到办事现场次数": item["visits"] if number % 3 else f"{item['visits']}次",
        "备注": "计划已调整" if item["original_planned_on"] != item["planned_on"] else "",
    }


def write_stages(path: Path, stages: pd.DataFrame) -> None:
    """划转阶段台账: one row a stage or flag; some clerks write the code, most the word."""
    sheet = SampleSheet(path, "划转阶段台账", _STAGE_COLUMNS)
    sheet.head(f"{COUNTY}行政许可事项划转阶段台账（示例数据）", "条")
    names = {code: entry.zh for code, entry in code_lists()["stage"].items()}
    for number, stage in enumerate(stages.to_dict("records"), start=1):
        sheet.add(
            {
                "序号": number,
                "事项编码": stage["item_code"],
                "划转阶段": stage["stage"] if number % 23 == 0 else names[stage["stage"]],
                "进入日期": stage["entered_on"],
                "依据文件": stage["document"],
                "原因": stage["reason"],
            }
        )
    sheet.foot("填表人：张某　审核人：李某", "注：本表为示例数据，“到位”各记一行。")
