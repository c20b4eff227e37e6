"""The last whole month in the paper: against the month before and a year before, and by department."""

import pandas as pd

from reform.common import formatting
from reform.reports.insights.common import FEW
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, against, listed
from reform.reports.meeting_pack.document import Paper

MOST = 10


def last_month(paper: Paper, words: Words) -> None:
    """Cases, days and rates of the month; a month without any case is said to be one."""
    material = words.material
    month = material.month
    before, year = material.before(month), material.year_before(month)
    assert month.to_on is not None
    name = f"{month.to_on.year}年{month.to_on.month}月份"
    absent = words.absent(("cases",))
    if absent:
        words.missing[f"{name}办件情况"] = absent
        paper.body(f"{name}办件情况：{BLANK}")
        return
    if not material.one("D03", month)["n"]:
        paper.body(f"{name}没有办结的办件。")
        return
    taken = words.count("O03", "denominator", month)
    paper.body(
        f"{name}，共受理{taken}件；办结{words.count('D03', 'n', month)}件，"
        f"环比{words.change('D03', 'percent', month, before, 'n')}，"
        f"同比{words.change('D03', 'percent', month, year, 'n')}。"
        f"平均用时{words.mean('D03', scope=month)}{words.days('D03', month)}，"
        f"环比{words.change('D03', 'days', month, before)}，同比{words.change('D03', 'days', month, year)}。"
        f"实际提速{words.rate('D04', scope=month)}，"
        f"{against('上月', words.change('D04', 'points', month, before))}，"
        f"{against('上年同期', words.change('D04', 'points', month, year))}。"
        f"按时办结率{words.rate('D07', scope=month)}，"
        f"{against('上月', words.change('D07', 'points', month, before))}，"
        f"{against('上年同期', words.change('D07', 'points', month, year))}。{_overdue(words)}"
    )
    _by_department(paper, words, name)


def _overdue(words: Words) -> str:
    month = words.material.month
    if not words.has("D09", "numerator", month):
        return ""
    if words.material.one("D09", month)["numerator"] == 0:
        return "没有出现超期办结件。"
    return f"超期办结{words.count('D09', 'numerator', month)}件。"


def _by_department(paper: Paper, words: Words, name: str) -> None:
    """Departments by their cases, those with few marked; those without any listed apart, not ranked."""
    material = words.material
    days = _of_month(material.rows("D03", "department", scope=material.month))
    rates = _of_month(material.rows("D07", "department", scope=material.month))["value"].dropna().to_dict()
    rows = days[days["n"] > 0].sort_values("n", ascending=False, kind="stable")
    known = list(material.rows("T05", "department")["department"].dropna())
    idle = [department for department in known if department not in rows.index]
    paper.table(
        f"{name}办件量前{len(rows.head(MOST))}位的部门",
        ["部门", "办结（件）", f"平均用时（{material.unit('D03', material.month)}）", "按时办结率"],
        [
            [
                f"{department}{'' if row['n'] >= FEW else '（件数较少）'}",
                words.number(row["n"]),
                words.value(row["value"], "平均用时", ("cases",), 2, words.apart("D03", material.month)),
                words.number(rates[department], None) if department in rates else formatting.MISSING,
            ]
            for department, row in rows.head(MOST).to_dict("index").items()
        ],
        f"{material.source()}。统计口径：按划转前的原实施部门；办结日在{name}。",
        [60, 32, 34, 30],
    )
    if idle:
        paper.body(f"{name}无业务单位{words.number(len(idle))}个：{listed(idle)}，不参加排名。")


def _of_month(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.dropna(subset=["department"]).set_index("department")
