"""Cells as counties type them, each with what it means or why it must be refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

# The day before which everything has happened.
FIRST = date(2025, 6, 2)
TODAY = date(2026, 11, 23)

Cells = st.SearchStrategy["Cell"]


@dataclass(frozen=True)
class Cell:
    """What stands in the file, and the value it must come to; ``rule`` says why it is refused instead."""

    shown: Any
    value: Any = None
    rule: str | None = None


def words(meanings: Mapping[str, Any]) -> Cells:
    """One of some words, each with its meaning."""
    return st.sampled_from([Cell(shown, value) for shown, value in meanings.items()])


def refused(*shown: str, rule: str) -> Cells:
    """One of some texts that nobody can read."""
    return st.sampled_from([Cell(text, rule=rule) for text in shown])


# what stands round a value and means nothing
_ROUND = ("{}", " {}", "{}\u3000", "\xa0{}", "{}\u200b", "'{}")


def dressed(cells: Cells) -> Cells:
    """The same among spaces, wide and invisible characters; nothing but text can wear them."""

    def wear(cell: Cell, form: str) -> Cell:
        if not isinstance(cell.shown, str) or not cell.shown:
            return cell
        return Cell(form.format(cell.shown), cell.value, cell.rule)

    return st.builds(wear, cells, st.sampled_from(_ROUND))


# times ----------------------------------------------------------------------------------------

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DAY_FORMS = (
    "{d:%Y-%m-%d}",
    "{d.year}/{d.month}/{d.day}",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}-{d.month}-{d.day}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year} 年 {d.month} 月 {d.day} 日",
    "{d:%Y%m%d}",
    "{d:%Y-%m-%d} 00:00:00",
    "{d:%Y年%m月%d日}（星期{w}）",
    "{d:%d-%b-%Y}",
)
_CLOCK_FORMS = (
    "{d:%Y-%m-%d %H:%M:%S}",
    "{d:%Y-%m-%dT%H:%M:%S}",
    "{d.year}/{d.month}/{d.day} {d.hour}:{d:%M}",
    "{d.year}年{d.month}月{d.day}日 {d.hour}时{d.minute}分",
    "{d.year}年{d.month}月{d.day}日{half}{h12}:{d:%M}",
    "{d:%Y%m%d%H%M%S}",
    "{d:%Y-%m-%d %H:%M:%S}.000",
)


def _in_words(moment: datetime, form: str) -> str:
    half = "上午" if moment.hour < 12 else "下午"
    return form.format(
        d=moment, w="一二三四五六日"[moment.weekday()], half=half, h12=moment.hour - 12 * (moment.hour > 12)
    )


def _serial(moment: datetime) -> str:
    days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    return f"{days:.6f}".rstrip("0").rstrip(".")


def _day_cell(day: date, form: str, as_date: bool) -> Cell:
    moment = datetime.combine(day, time())
    value = day if as_date else moment
    match form:
        case "date":
            return Cell(day, value)
        case "serial":
            return Cell(_serial(moment), value)
        case "wide":
            return Cell(_in_words(moment, "{d.year}年{d.month}月{d.day}日").translate(_WIDE), value)
    return Cell(_in_words(moment, form), value)


def _clock_cell(moment: datetime, form: str) -> Cell:
    if form == "date":
        return Cell(moment, moment)
    return Cell(_serial(moment) if form == "serial" else _in_words(moment, form), moment)


def days(day: date) -> Cells:
    """A day as it may be typed, for a column of days."""
    forms = st.sampled_from([*_DAY_FORMS, "wide", "serial", "date"])
    return dressed(st.builds(_day_cell, st.just(day), forms, st.just(True)))


def moments(day: date) -> Cells:
    """A moment of this day as it may be typed, or the day alone."""
    clocks = st.builds(time, st.sampled_from([8, 9, 12, 15, 23]), st.sampled_from([0, 7, 30]))
    at_a_time = st.builds(
        _clock_cell,
        st.builds(datetime.combine, st.just(day), clocks),
        st.sampled_from([*_CLOCK_FORMS, "serial", "date"]),
    )
    forms = st.sampled_from([*_DAY_FORMS, "wide", "serial", "date"])
    return dressed(st.builds(_day_cell, st.just(day), forms, st.just(False)) | at_a_time)


NO_DAY = words(dict.fromkeys(["", "—", "/", "待定", "null"]))
NOT_YET = words(dict.fromkeys(["", "在办", "-"]))
BAD_DAY = (
    refused("2026-02-30", "2025.13.1", rule="date_invalid")
    | refused("下个月", "二号窗口", rule="date_unreadable")
    | refused("05/03/2026", "3/4/26", rule="date_ambiguous")
    | refused("3月5日", rule="date_no_year")
    | refused("#REF!", "#N/A", rule="cell_error")
)
BAD_PAST = BAD_DAY | refused("2026年11月24日", "2027-01-04", rule="date_future")

# limits: days, unit, kind -----------------------------------------------------------------------

LIMITS = dressed(
    words(
        {
            "20个工作日": (20.0, "wd", "fixed"),
            "二十个工作日": (20.0, "wd", "fixed"),
            "１５工作日": (15.0, "wd", "fixed"),
            "1.5个工作日": (1.5, "wd", "fixed"),
            "自受理之日起10个工作日内办结": (10.0, "wd", "fixed"),
            "5-7个工作日": (7.0, "wd", "range"),
            "30个自然日": (30.0, "cd", "fixed"),
            "45日": (45.0, "d", "fixed"),
            "2个月": (2.0, "month", "fixed"),
            "48小时": (48.0, "hour", "fixed"),
            "即办": (0.0, "wd", "immediate"),
            "当场办结": (0.0, "wd", "immediate"),
            "无": (None, None, "none"),
            "": (None, None, "missing"),
            "8": (8.0, "wd", "fixed"),
        }
    )
    | st.just(Cell(12, (12.0, "wd", "fixed")))
)
BAD_LIMIT = (
    refused("20个工作日或30日", "5日、10日", rule="duration_two_values")
    | refused("2024年3月", rule="duration_is_date")
    | refused("尽快", rule="duration_unreadable")
)

# names and codes ---------------------------------------------------------------------------------

DEPARTMENTS = words(
    {
        name: name
        for name in ("县市场监督管理局", "市监局", "示例县市场监管局", "县住建局", "县行政审批局", "综合窗口")
    }
    | {"县林业局（林业站）": "县林业局(林业站)", "": None}
)
BAD_CODE = refused("1.13708E+17", "3.6E+15", rule="code_damaged")
BAD_WORD = refused("不知道", "第三种", rule="unknown_word")
