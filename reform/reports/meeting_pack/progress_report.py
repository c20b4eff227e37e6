"""《进展情况汇报》: what stands, what is wrong, what is due next, what the leading group has to decide.

Every figure is an indicator's at the as-of date; what the data do not say is not said. Problems are named
only where the data show them. Measures and proposals are for a person: they are blanks.
"""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.monitoring import decisions, meetings
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, in_order, is_some, listed
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.document_parts import write
from reform.reports.meeting_pack.problem_paragraphs import LOOKED_AT, MOST_NAMED, none_found, problems
from reform.reports.meeting_pack.progress_report_overview import overall

TITLE = "进展情况汇报"
# Stages of items whose further course the leading group decides.
SET_ASIDE = {"X1": "暂缓划转", "X3": "退回原部门"}


def report(material: Material) -> tuple[bytes, Words]:
    """The paper as .docx, and the words that wrote it."""
    return write(material, TITLE, (overall, _problems, _next, _to_decide))


def _problems(paper: Paper, words: Words) -> None:
    paper.heading("存在问题")
    shown = list(problems(words))
    if not shown:
        paper.body(none_found(words))
        return
    for sentence in in_order(shown):
        paper.body(sentence)
    absent = words.absent(LOOKED_AT)
    if absent:
        paper.body(f"{absent}，有关情况无从判断。")
    paper.body(f"造成上述问题的主要原因：{BLANK}")
    words.missing["问题成因"] = "数据不能说明原因，由撰写人填写"


def _next(paper: Paper, words: Words) -> None:
    """What is due by its own date; how it is to be done is for a person to write."""
    paper.heading("下一步打算")
    material = words.material
    paper.section("按计划推进事项划转")
    paper.body(_due_in_13_weeks(words) or f"具体安排：{BLANK}")
    if words.some("T06"):
        paper.section("限期完成逾期事项")
        overdue = words.fill("对逾期的{T06}项逐项明确完成时限和责任人。")
        paper.body(f"{overdue}完成时限：{BLANK}；责任单位：{BLANK}")
    lacking = material.row("T04")["denominator"] - material.row("T04")["numerator"]
    if is_some(lacking):
        paper.section("补齐划转到位短板")
        paper.body(
            f"对已划转尚未到位的{words.number(lacking)}项逐项补齐。完成时限：{BLANK}；责任单位：{BLANK}"
        )
    if words.some("S06", "pending") or words.some("S06", "overdue"):
        paper.section("抓好差评整改")
        rectify = words.fill("逾期未整改的{S06.overdue}条立即整改，期限内的{S06.pending}条按期整改并回访。")
        paper.body(f"{rectify}责任单位：{BLANK}")
    words.missing["措施、完成时限和责任单位"] = "数据不能说明，由撰写人填写"


def _due_in_13_weeks(words: Words) -> str:
    """How many items are to be transferred in the quarter ahead beyond those that are; empty where none."""
    curve = words.material.rows("transfer_curve")
    ahead = curve[curve["transferred"].isna()].head(13)
    if ahead.empty:
        return ""
    last = ahead.iloc[-1]
    items = float(last["planned"]) - float(words.material.row("T02")["value"] or 0)
    if items <= 0:
        return ""
    day = formatting.day(pd.Timestamp(last["day"]))
    return f"至{day}，按现行计划应再完成{words.number(items)}项划转。具体措施：{BLANK}"


def _to_decide(paper: Paper, words: Words) -> None:
    paper.heading("提请研究事项")
    rows, aside = words.material.rows("dispute_list"), words.material.rows("set_aside")
    waiting = rows[rows["state"] == "reviewed"]
    if len(waiting):
        _disputes(paper, words, waiting)
    for stage, verb in SET_ASIDE.items():
        of_stage = aside[aside["stage"] == stage]
        if len(of_stage):
            paper.section(f"{verb}的事项")
            more = "等" if len(of_stage) > MOST_NAMED else ""
            paper.body(
                f"现有{words.number(len(of_stage))}项{verb}，"
                f"{listed(of_stage['item_name'].head(MOST_NAMED))}{more}。请研究后续处理意见：{BLANK}"
            )
    if waiting.empty and not aside["stage"].isin(list(SET_ASIDE)).any():
        absent = words.absent(("items", "stages", "disputes"))
        unknown = f"{absent}，有关情况无从判断。" if absent else ""
        paper.body(f"从已导入的数据看，没有等待决定的争议和暂缓、退回的事项。{unknown}")
    _reconciled(paper, words)
    paper.section("其他需要研究的事项")
    paper.body(BLANK)
    words.missing["建议决定和其他提请事项"] = "由撰写人填写"


def _disputes(paper: Paper, words: Words, waiting: pd.DataFrame) -> None:
    def review(row: dict[Any, Any]) -> str:
        code = row["review_result"]
        return code_lists.label("review_result", code) if isinstance(code, str) else BLANK

    paper.section("争议事项")
    paper.body(f"以下{words.number(len(waiting))}件争议事项已经论证或报送，请研究决定。")
    paper.table(
        "提请决定的争议事项",
        waiting.to_dict("records"),
        (
            "事项",
            56,
            lambda row: str(row["item_name"] if isinstance(row["item_name"], str) else row["focus"]),
        ),
        (
            "争议双方",
            46,
            lambda row: listed(row[x] for x in ("side", "other_side") if isinstance(row[x], str)),
        ),
        ("论证意见", 26, review),
        ("建议决定", 28, lambda row: BLANK),
        note=f"{words.material.source()}。建议决定由撰写人填写。",
    )


def _reconciled(paper: Paper, words: Words) -> None:
    """对账表: what the previous meeting decided, and what earlier ones left open."""
    paper.section("上次议定事项落实情况")
    material, as_of = words.material, words.material.scope.as_of
    held = meetings.meetings(material.decisions)
    if not held:
        absent = words.absent(("decisions",))
        paper.body(f"{absent}，落实情况无从判断。" if absent else "截至日前没有议定事项。")
        return
    name, day = held[0]
    rows = meetings.reconciled(material.decisions, held[0], as_of)
    late = sum(decision.state(as_of) == "overdue" for decision in rows)
    done = sum(decision.is_done(as_of) for decision in rows)
    meeting = name if "会" in name else f"{name}会议"
    paper.body(
        f"{meeting}（{formatting.day(day)}）议定事项及此前未落实的事项共{words.number(len(rows))}项，"
        f"已落实{words.number(done)}项，超期未落实{words.number(late)}项。"
    )
    paper.table(
        "上次议定事项对账表",
        rows,
        ("议定事项", 76, lambda decision: decision.text),
        ("责任单位", 34, lambda decision: decision.owner or BLANK),
        ("完成时限", 28, lambda decision: formatting.day(decision.due_on) if decision.due_on else BLANK),
        ("落实情况", 18, lambda decision: _(decisions.STATES[decision.state(as_of)])),
        note=f"{material.source()}。含页面录入的议定事项。",
    )
