"""The last whole month in the paper: against the month before and a year before, and by department."""

import pandas as pd

from reform.common import formatting
from reform.reports.insights.common import FEW
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, against, listed
from reform.reports.meeting_pack.document import Paper

MOST = 10


def last_month(paper: Paper, words: Words) -> None:
    """Cases, days and rates of the month; a month without any case is said to be one."""
    month = words.material.month
    assert month.to_on is not None
    name = f"{month.to_on.year}年{month.to_on.month}月份"
    absent = words.absent(("cases",))
    if absent:
        words.missing[f"{name}办件情况"] = absent
        paper.body(f"{name}办件情况：{BLANK}")
        return
    if not words.material.row("D03", month)["n"]:
        paper.body(f"{name}没有办结的办件。")
        return
    paper.body(
        words.fill(f"{name}，共受理{{O03.denominator}}件；办结{{D03.n}}件，", month)
        + _ratios(words, "percent", "n")
        + words.fill("平均用时{D03:2}{D03.days}，", month)
        + _ratios(words, "days")
        + words.fill("实际提速{D04:%}，", month)
        + _points(words, "D04")
        + words.fill("按时办结率{D07:%}，", month)
        + _points(words, "D07")
        + _overdue(words)
    )
    _by_department(paper, words, name)


def _changes(words: Words, code: str, kind: str, column: str = "value") -> tuple[str, str]:
    """The month's change on the month before, and on the same month a year before."""
    material, month = words.material, words.material.month
    earlier = (material.before(month), material.year_before(month))
    on_month, on_year = (words.change(code, kind, month, scope, column) for scope in earlier)
    return on_month, on_year


def _ratios(words: Words, kind: str, column: str = "value") -> str:
    on_month, on_year = _changes(words, "D03", kind, column)
    return f"环比{on_month}，同比{on_year}。"


def _points(words: Words, code: str) -> str:
    on_month, on_year = _changes(words, code, "points")
    return f"{against('上月', on_month)}，{against('上年同期', on_year)}。"


def _overdue(words: Words) -> str:
    month = words.material.month
    if not words.has("D09", "numerator", month):
        return ""
    if words.material.row("D09", month)["numerator"] == 0:
        return "没有出现超期办结件。"
    return words.fill("超期办结{D09.numerator}件。", month)


def _by_department(paper: Paper, words: Words, name: str) -> None:
    """Departments by their cases, those with few marked; those without any listed apart, not ranked."""
    material, month = words.material, words.material.month
    days = material.rows("D03", "department", scope=month).dropna(subset=["department"])
    rates = material.rows("D07", "department", scope=month).set_index("department")["value"].dropna()
    rows = days[days["n"] > 0].sort_values("n", ascending=False, kind="stable")
    shown = rows.head(MOST)
    paper.table(
        f"{name}办件量前{len(shown)}位的部门",
        shown.to_dict("records"),
        ("部门", 60, lambda row: f"{row['department']}{'' if row['n'] >= FEW else '（件数较少）'}"),
        ("办结（件）", 32, lambda row: words.number(row["n"])),
        (
            f"平均用时（{material.unit('D03', month)}）",
            34,
            lambda row: words.value(row["value"], "平均用时", ("cases",), 2, words.apart("D03", month)),
        ),
        ("按时办结率", 30, lambda row: _rate(words, rates, row["department"])),
        note=f"{material.source()}。统计口径：按划转前的原实施部门；办结日在{name}。",
    )
    departments = material.rows("T05", "department")["department"].dropna()
    idle = [department for department in departments if department not in set(rows["department"])]
    if idle:
        paper.body(f"{name}无业务单位{words.number(len(idle))}个：{listed(idle)}，不参加排名。")


def _rate(words: Words, rates: pd.Series, department: str) -> str:
    return words.number(rates[department], None) if department in rates else formatting.MISSING
