"""The long tables as CSV exports: zips of half-years, one in UTF-8, the rest in GB18030."""

import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.code_lists import code_lists
from reform.sample import calendar_arrays, cases, ratings
from reform.sample.calendar_arrays import NEVER, Days
from reform.sample.county import BUREAU, COUNTY, Labels
from reform.sample.dataframes import case_numbers

CASE_HEADERS: Final = (
    "序号,办件编号,事项编码,事项名称,受理部门,申请人,身份证号/统一社会信用代码,联系电话,申请人类型,办件来源,"
    "申请时间,受理时间,承诺办结时间,办结时间,办结结果,实际跑动次数,是否综窗受理"
)
RATING_HEADERS: Final = (
    "评价编号,办件编号,事项编码,事项名称,被评部门,评价渠道,评价结果,评价时间,是否默认评价,是否实名,"
    "核实结果,整改期限,整改完成日期,回访日期,评价内容,评价人,联系方式"
)
PAUSE_HEADERS: Final = "办件编号,特别程序种类,开始日期,结束日期,批准天数"

# Obviously nobody: the personal columns are there so that ingest has something to leave outside.
_PEOPLE: Final = ["张某", "李某", "王某某", "赵某", "示例商贸有限公司", "示例农业合作社", "刘某某"]
_PHONES: Final = [f"1380000{n:04d}" for n in range(0, 10_000, 997)]
_CHANNEL_WORDS: Final = {
    "old": ["窗口受理", "网上申请", "手机", "邮寄", "其他"],
    "new": ["窗口办理", "电脑端网上办理", "移动端网上申请", "快递申请", "其他"],
}
_RESULT_WORDS: Final = ["准予许可", "办结", "不予许可", "退办", "申请人撤回", "异常终止"]
_NO_YES: Final = ["否", "是"]
_DAY_FORMS: Final = {"iso": "%Y-%m-%d ", "slash": "%Y/%m/%d ", "gb": "%Y%m%dT"}
_MINUTE_FORMS: Final = {"iso": "{:02d}:{:02d}:00", "slash": "{}:{:02d}", "gb": "{:02d}{:02d}00"}


class HalfYears:
    """A zip with one CSV a half-year, written as the chunks come."""

    def __init__(self, path: Path, stem: str, headers: str, compresslevel: int) -> None:
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=compresslevel)
        self.stem, self.headers = stem, headers
        self.member: Any = None
        self.half = (0, 0)
        self.rows = 0

    @property
    def encoding(self) -> str:
        """The first half-year came from the old system, which wrote UTF-8; all others are GB18030."""
        return "utf-8" if self.half == (2023, 2) else "gb18030"

    @property
    def titled(self) -> bool:
        """Whether somebody put a title above the table and a note below it."""
        return self.half[0] in (2024, 2026)

    def begin(self, half: tuple[int, int]) -> None:
        """Closes one half-year and opens the next."""
        self.end()
        self.half, self.rows = half, 0
        name = f"{self.stem}{half[0]}年{'上' if half[1] == 1 else '下'}半年.csv"
        self.member = self.zip.open(
            name, "w", force_zip64=True
        )  # a name, not a path: dated 1980, whatever the clock
        if self.encoding == "utf-8":
            self.member.write(b"\xef\xbb\xbf")
        if self.titled:
            self._line(f"{COUNTY}{self.stem}（示例数据）")
            self._line(f"填报单位：{COUNTY}{BUREAU.removeprefix('县')}")
        self.member.write(f"{self.headers}\r\n".encode(self.encoding))

    def _line(self, text: str) -> None:
        padding = "," * (self.headers.count(",") - text.count(","))
        self.member.write(f"{text}{padding}\r\n".encode(self.encoding))

    def add(self, columns: list[Any]) -> None:
        """Writes rows given as columns of texts in this file's ``encoding``."""
        self.member.write(lines(columns))
        self.rows += len(columns[0])

    def end(self) -> None:
        """Closes the half-year that is open, with its footer."""
        if self.member is not None:
            if self.titled:
                self._line(f"合计,{self.rows}件")
                self._line("填表人：张某,审核人：李某")
            self.member.close()

    def close(self) -> None:
        """Closes the zip."""
        self.end()
        self.zip.close()


def lines(columns: list[Any]) -> bytes:
    """Columns of encoded texts → CSV lines; a null is an empty cell. No text holds a comma or a quote."""
    texts = [
        column.cast(pa.string()).cast(pa.binary()) if _is_number(column) else column for column in columns
    ]
    joined = pc.binary_join_element_wise(*texts, b",", null_handling="replace", null_replacement=b"")
    ended = pc.binary_join_element_wise(joined, b"", b"\r\n")
    if not len(ended):  # the buffer of an empty column need not be empty
        return b""
    return bytes(ended.buffers()[2])  # the texts of an Arrow column lie one after the other


def _is_number(column: Any) -> bool:
    return bool(pa.types.is_integer(column.type))


def half_of(table: pd.DataFrame) -> tuple[int, int]:
    """The half-year a chunk lies in."""
    first = calendar_arrays.to_date(table["accepted"].iloc[0])
    return first.year, 1 if first.month < 7 else 2


def _pick(words: Iterable[str], positions: Any, encoding: str = "ascii") -> Any:
    """The word at each position, encoded; nothing where the position is ``NEVER``."""
    positions = np.asarray(positions)
    encoded = pa.array([word.encode(encoding) for word in words], pa.binary())
    return encoded.take(pa.array(positions, mask=positions == NEVER))


@cache
def _every_day(form: str) -> list[str]:
    return [
        calendar_arrays.to_date(n).strftime(form)
        for n in range((calendar_arrays.END - calendar_arrays.EPOCH).days + 1)
    ]


def _days(numbers: Any, form: str) -> Any:
    return _pick(_every_day(form), numbers)


def _moments(numbers: Any, minutes: Any, style: str) -> Any:
    """Timestamps as text: each day and each minute is written once, then looked up."""
    clock = [_MINUTE_FORMS[style].format(minute // 60, minute % 60) for minute in range(1440)]
    when = np.broadcast_to(np.asarray(minutes), np.shape(numbers))
    return pc.binary_join_element_wise(_days(numbers, _DAY_FORMS[style]), _pick(clock, when), b"")


def case_rows(table: pd.DataFrame, known: Labels, rows_before: int, encoding: str) -> list[Any]:
    """A chunk of cases as the texts of the export. Old exports use other words and other date forms."""
    half = half_of(table)
    style = {(2023, 2): "slash", (2024, 1): "gb"}.get(half, "iso")
    channels = _CHANNEL_WORDS["old" if half < (2025, 1) else "new"]
    kinds = [kind.zh for kind in code_lists()["applicant_kind"].values()]
    size = len(table)
    item = table["item"].to_numpy()
    counter = np.arange(rows_before, rows_before + size)
    completed = table["completed"].to_numpy()
    return [
        pa.array(counter + 1),
        pa.array(case_numbers(table)),
        _pick(known.codes, item, encoding),
        _pick(known.names, item, encoding),
        _pick(
            [*known.departments, BUREAU], np.where(table["is_after"], len(known.departments), item), encoding
        ),
        _pick(_PEOPLE, counter % len(_PEOPLE), encoding),
        _pick(["000000"], np.zeros(size, dtype=np.int64)),
        _pick(_PHONES, counter % len(_PHONES)),
        _pick(kinds, table["applicant"], encoding),
        _pick(channels, table["channel"], encoding),
        _moments(table["applied"].to_numpy(), table["applied_minute"], style),
        _moments(table["accepted"].to_numpy(), table["accepted_minute"], style),
        _moments(table["due"].to_numpy(), cases.DUE_MINUTE, style),
        _moments(completed, table["completed_minute"], style),
        _pick(_RESULT_WORDS, np.where(completed == NEVER, NEVER, table["result"]), encoding),
        pa.array(table["visits"].to_numpy(), mask=(table["visits"] == NEVER).to_numpy()),
        _pick(_NO_YES, table["at_one_window"], encoding),
    ]


def pause_rows(table: pd.DataFrame) -> list[Any]:
    """The special procedures of a chunk as the texts of the export."""
    paused = cases.paused(table)
    granted = paused["granted"].to_numpy()
    return [
        pa.array(case_numbers(table)[paused.index]),
        _pick([*cases.SUSPENSIONS, cases.EXTENSION], paused["pause"], "utf-8"),
        _days(paused["pause_start"], "%Y-%m-%d"),
        _days(paused["pause_end"], "%Y-%m-%d"),
        pa.array(granted, mask=granted == 0),
    ]


def rating_rows(rated: pd.DataFrame, table: pd.DataFrame, known: Labels, encoding: str) -> list[Any]:
    """The ratings of a chunk as the texts of the export."""
    case = rated["case"].to_numpy()
    item = table["item"].to_numpy()[case]
    numbers: Days = case_numbers(table)[case]
    holder = np.where(table["is_after"].to_numpy()[case], len(known.departments), item)
    lists = code_lists()

    def words(name: str) -> list[str]:
        return [entry.zh for entry in lists[name].values()]

    return [
        pc.binary_join_element_wise("PJ", pa.array(numbers).cast(pa.string()), "").cast(pa.binary()),
        pa.array(numbers),
        _pick(known.codes, item, encoding),
        _pick(known.names, item, encoding),
        _pick([*known.departments, BUREAU], holder, encoding),
        _pick(words("rating_channel"), rated["channel"], encoding),
        _pick(words("level"), rated["level"] - 1, encoding),
        _moments(rated["rated"].to_numpy(), rated["rated_minute"], "iso"),
        _pick(_NO_YES, rated["by_system"].astype(int), encoding),
        _pick(_NO_YES, rated["is_named"].astype(int), encoding),
        _pick([lists["verified"][code].zh for code in ratings.VERIFIED], rated["verified"], encoding),
        _days(rated["due"], "%Y-%m-%d"),
        _days(rated["rectified"], "%Y-%m-%d"),
        _days(rated["called_back"], "%Y-%m-%d"),
        _pick([*ratings.BAD_WORDS, *ratings.GOOD_WORDS], rated["comment"], encoding),
        _pick(_PEOPLE, case % len(_PEOPLE), encoding),
        _pick(_PHONES, case % len(_PHONES)),
    ]
