"""《改革调研报告》: the course, what was done, what was learnt, problems and proposals.

The figures such a report leaves as "xx" are filled from the data. What was learnt and what is proposed are
judgements: marked blanks, with the figures that may carry them beside.
"""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.metrics import calendars
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, in_order, listed, numeral
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.document_parts import centre_change, source, write
from reform.reports.meeting_pack.problem_paragraphs import none_found, problems
from reform.reports.meeting_pack.tables import progress

TITLE = "改革调研报告"
COUNTED = {
    "departments": ("进驻单位", "个"),
    "items": ("进驻事项", "项"),
    "windows": ("窗口", "个"),
    "one_windows": ("其中综合窗口", "个"),
    "staff": ("窗口人员", "名"),
    "terminals": ("自助终端", "台"),
}
HANDED_OVER = (
    "划转事项同步移交事项、人员、印章、系统账号和档案资料。已划转的{T02}项中，{named}，"
    "五项全部到位并正式运行的{T04.numerator}项，占{T04:%}。从梳理到正式运行平均{T07:2}个工作日。"
)
ONLINE = (
    "已开通数据接口和电子证照{G02.numerator}个，{G01.numerator}项事项免交有关材料，占{G01:%}，月均调用{G03}次。"
    "网上可办事项占{O01:%}，全程网办占{O02:%}，最多跑一次占{O04:%}，零跑动占{O05:%}；"
    "实际经网上受理的办件占{O03:%}。"
)
WINDOWS = (
    "进驻中心的事项中，由综合窗口受理的{O06.numerator}项，占{O06:%}；平均等候{V03:1}分钟，自助办理占{V02:%}。"
)
SAVED = (
    "承诺时限压缩比{D01:%}，即办件占事项的{D10:%}，按法定时限累计节省{D05}{D05.days}。"
    "企业开办平均{D15:2}个工作日。"
)
# Beside each blank for what was learnt: the figures that may carry it or speak against it.
LEARNT_FROM = (
    "可供参考的数据：划转完成率{T03:%}，划转到位率{T04:%}，争议办结率{T08:%}。",
    "可供参考的数据：实际提速{D04:%}，按时办结率{D07:%}。",
    "可供参考的数据：好评率{S03:%}，差评{S05.numerator}条，差评按期整改率{S06:%}，投诉{W04.numerator}件。",
)
AIMS = (
    ("T06", "value", "加快划转", "针对{T06}项逾期未划转："),
    ("T08", "open", "化解争议", "针对{T08.open}件争议未办结："),
    ("D13", "value", "防止超期", "针对{D13}件在办超期："),
    ("S06", "overdue", "改进服务", "针对{S06.overdue}条差评逾期未整改："),
)


def judgement(words: Words, what: str) -> str:
    """A blank for a person, which says what is to be written there."""
    words.missing[what] = "属于判断，由撰写人填写"
    return f"【{what}：　　　　】"


def study(material: Material) -> tuple[bytes, Words]:
    """The paper as .docx, and the words that wrote it."""
    return write(material, TITLE, (_course, _done, _learnt, _problems, _proposals))


# 一、改革历程 ---------------------------------------------------------------------------------


def _course(paper: Paper, words: Words) -> None:
    material = words.material
    paper.heading("改革历程")
    paper.section("改革背景")
    paper.body(judgement(words, "改革的背景、依据和总体部署"))
    paper.section("推进过程")
    batches = material.rows("batches")
    begun = batches[batches["transferred"] > 0]
    if len(begun):
        begin = f"改革按照“成熟一批、划转一批”的办法，分{words.number(len(batches))}批推进，"
        first = _first_batch(words, begun.iloc[0])
        paper.body(
            begin + first + words.fill("。截至目前，从{T10}个部门划转事项{T02}项，占应划转{T01}项的{T03:%}。")
        )
    if len(batches):
        paper.body(f"{'；'.join(_batch(words, row) for row in batches.to_dict('records'))}。")
        _batch_table(paper, words)
    counts = material.rows("centre_counts")
    if len(counts):
        paper.section("政务服务中心建设")
        paper.body(_centre(words, counts))


def _first_batch(words: Words, batch: "pd.Series[Any]") -> str:
    """When the first items were signed, and when the last of their batch, or how many are left."""
    first, last = (formatting.day(batch[f"{end}_transferred_on"]) for end in ("first", "last"))
    left = batch["items"] - batch["transferred"]
    rest = f"尚有{words.number(left)}项未划转" if left else f"至{last}全部划转"
    return f"{formatting.batch(batch['batch'])}事项自{first}起签约划转，{rest}"


def _batch(words: Words, row: dict[Any, Any]) -> str:
    return (
        f"{formatting.batch(row['batch'])}{words.number(row['items'])}项，"
        f"计划自{formatting.day(row['starts_on'])}至{formatting.day(row['ends_on'])}划转，"
        f"已划转{words.number(row['transferred'])}项"
    )


def _batch_table(paper: Paper, words: Words) -> None:
    by_batch = words.material.rows("T10", "batch").to_dict("records")
    departments = {row["batch"]: row["value"] for row in by_batch}

    def from_departments(row: dict[Any, Any]) -> str:
        return words.value(departments.get(row["batch"]), "批次涉及部门数", ("items", "stages"))

    rows = progress(words.material.rows("T05", "batch").dropna(subset=["batch"]))
    paper.table(
        "各批次基本情况",
        rows.to_dict("records"),
        ("批次", 34, lambda row: formatting.batch(row["batch"])),
        ("事项（项）", 30, lambda row: words.number(row["items"])),
        ("涉及部门（个）", 32, from_departments),
        ("已划转（项）", 30, lambda row: words.number(row["transferred"])),
        ("完成率", 30, lambda row: words.number(row["rate"], None)),
        note=source(words, "T03", "T10"),
    )


def _centre(words: Words, counts: pd.DataFrame) -> str:
    last = counts.iloc[-1]
    opened = counts["opened_on"].dropna()
    since = f"政务服务中心{formatting.day(opened.iloc[-1])}启用。" if len(opened) else ""
    parts = [
        f"{name}{words.value(last[column], name, ('centre',))}{unit}"
        for column, (name, unit) in COUNTED.items()
    ]
    return f"{since}{formatting.day(last['recorded_on'])}盘点，{'，'.join(parts)}。"


# 二、主要做法 ---------------------------------------------------------------------------------


def _done(paper: Paper, words: Words) -> None:
    paper.heading("主要做法")
    paper.section("清单管理，动态调整")
    paper.body(_changes(words) + judgement(words, "清单编制与审核的做法"))
    paper.section("分批划转，衔接到位")
    named = [
        (code_lists.label("stage", row["flag"]), row["have"])
        for row in words.material.rows("handovers").to_dict("records")
    ]
    handed_over = listed(f"{flag}{words.number(have)}项" for flag, have in named)
    paper.body(words.fill(HANDED_OVER, named=handed_over or BLANK))
    paper.section("论证协调，化解争议")
    paper.body(_disputes(words) + judgement(words, "争议协调的机制与典型事例"))
    paper.section("集约窗口，一窗受理")
    paper.body(_centre_since(words) + _hall(words) + words.fill(WINDOWS))
    paper.section("再造流程，压减时限")
    paper.body(_days(words) + words.fill(SAVED) + judgement(words, "流程再造的主要举措与典型事例"))
    paper.section("数据共享，网上办理")
    paper.body(words.fill(ONLINE))


def _changes(words: Words) -> str:
    changes = words.material.rows("item_changes")
    done = changes[~changes["is_ahead"].astype(bool)] if len(changes) else changes
    if done.empty:
        words.missing["事项变更"] = words.why(("item_versions",))
        return f"依法调整事项{BLANK}项次。"
    counts = done["change"].value_counts()
    named = listed(
        f"{code_lists.label('item_change', kind)}{words.number(counts[kind])}项次"
        for kind in code_lists.code_lists()["item_change"]
        if kind in counts
    )
    return f"依据法律法规和上级文件，调整事项{words.number(len(done))}项次，其中{named}。"


def _disputes(words: Words) -> str:
    rows = words.material.rows("dispute_list")
    if rows.empty:
        words.missing["争议事项"] = words.why(("disputes",))
        return f"共协调争议事项{BLANK}件。"
    reviewed, experts = rows["reviewed_on"].notna().sum(), rows["experts"].dropna().sum()
    return (
        f"共登记争议事项{words.number(len(rows))}件，涉及{words.number(rows['department'].nunique())}个部门，"
        f"经论证{words.number(reviewed)}件（{words.number(experts)}人次专家参加），"
        + words.fill("已办结{T08.numerator}件，办结率{T08:%}。")
    )


def _centre_since(words: Words) -> str:
    """What became of windows and staff, where there are two counts to compare."""
    return f"{centre_change(words, '名')}。" if len(words.material.rows("centre_counts")) > 1 else ""


def _hall(words: Words) -> str:
    months = words.material.rows("hall_months")
    if months.empty:
        words.missing["大厅日均接待、收件和办结"] = words.why(("hall",))
        return f"大厅日均接待{BLANK}人次，日均收件{BLANK}件，日均办结{BLANK}件。"
    last = months.iloc[-1]
    return (
        f"{formatting.month(last['month'])}大厅日均接待{words.value(last['visits_a_day'], '日均接待')}人次，"
        f"日均收件{words.value(last['taken_a_day'], '日均收件')}件，"
        f"日均办结{words.value(last['finished_a_day'], '日均办结')}件。"
    )


def _days(words: Words) -> str:
    limits, sentences = words.material.rows("three_limits"), ""
    if len(limits) and not calendars.apart(limits.iloc[0]):
        row, unit = limits.iloc[0], words.days("three_limits")
        sentences = (
            f"办结的承诺件，法定时限平均{words.number(row['statutory'], 1)}{unit}，"
            f"承诺时限平均{words.number(row['promised'], 1)}{unit}，"
            f"实际用时平均{words.number(row['used'], 1)}{unit}（{words.number(row['n'])}件）。"
        )
    if words.has("D06"):
        sentences += words.fill(
            "同一事项划转前平均{D06.mean_before:2}{D06.days}，划转后平均{D06.mean_after:2}{D06.days}"
            "（{D06.items}项）。"
        )
    return sentences


# 三、四、五 -----------------------------------------------------------------------------------


def _learnt(paper: Paper, words: Words) -> None:
    paper.heading("基本经验")
    beside = [words.fill(figures) for figures in LEARNT_FROM]
    for n, figures in enumerate(beside, start=1):
        paper.body(f"{judgement(words, f'经验{numeral(n)}')}{figures}")


def _problems(paper: Paper, words: Words) -> None:
    paper.heading("存在的问题与挑战")
    shown = list(problems(words))
    for sentence in in_order(shown):
        paper.body(sentence)
    if not shown:
        paper.body(none_found(words))
    paper.body(judgement(words, "问题的成因，以及数据之外的困难和挑战"))


def _proposals(paper: Paper, words: Words) -> None:
    paper.heading("对策建议")
    for code, column, aim, shown in AIMS:
        if words.some(code, column):
            paper.body(f"{words.fill(shown)}{judgement(words, f'{aim}的建议')}")
    paper.body(judgement(words, "其他建议"))
