"""《进展情况汇报》: what stands, what is wrong, what is due next, what the leading group has to decide.

Every figure is an indicator's at the as-of date; what the data do not say is not said. Problems are named
only where the data show them. Measures and proposals are for a person: they are blanks.
"""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import speaking
from reform.monitoring import decisions, meetings
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, in_order, listed
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.document_parts import head, tail
from reform.reports.meeting_pack.problem_paragraphs import LOOKED_AT, MOST_NAMED, found, none_found, some
from reform.reports.meeting_pack.progress_report_overview import overall

TITLE = "进展情况汇报"


def report(material: Material) -> tuple[bytes, Words]:
    """The paper as .docx, and the words that wrote it."""
    with speaking("zh"):
        words, paper = Words(material), Paper()
        head(paper, material, TITLE)
        overall(paper, words)
        _problems(paper, words)
        _next(paper, words)
        _to_decide(paper, words)
        tail(paper, words)
        return paper.save(f"{material.name}{TITLE}", material.name, material.scope.as_of), words


def _problems(paper: Paper, words: Words) -> None:
    paper.heading("存在问题")
    shown = list(found(words))
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
    material, one = words.material, words.material.one
    due = _due_in_13_weeks(material)
    paper.section("按计划推进事项划转")
    if due is not None:
        day, items = due
        paper.body(
            f"至{formatting.day(day)}，按现行计划应再完成{words.number(items)}项划转。具体措施：{BLANK}"
        )
    else:
        paper.body(f"具体安排：{BLANK}")
    if some(one("T06")["value"]):
        paper.section("限期完成逾期事项")
        paper.body(
            f"对逾期的{words.count('T06')}项逐项明确完成时限和责任人。完成时限：{BLANK}；责任单位：{BLANK}"
        )
    lacking = one("T04")["denominator"] - one("T04")["numerator"]
    if some(lacking):
        paper.section("补齐划转到位短板")
        paper.body(
            f"对已划转尚未到位的{words.number(lacking)}项逐项补齐。完成时限：{BLANK}；责任单位：{BLANK}"
        )
    if some(one("S06")["pending"]) or some(one("S06")["overdue"]):
        paper.section("抓好差评整改")
        paper.body(
            f"逾期未整改的{words.count('S06', 'overdue')}条立即整改，"
            f"期限内的{words.count('S06', 'pending')}条"
            f"按期整改并回访。责任单位：{BLANK}"
        )
    words.missing["措施、完成时限和责任单位"] = "数据不能说明，由撰写人填写"


def _due_in_13_weeks(material: Material) -> tuple[pd.Timestamp, float] | None:
    """A day a quarter ahead, and how many items are to be transferred by then beyond those that are."""
    curve = material.rows("transfer_curve")
    ahead = curve[curve["transferred"].isna()].head(13)
    if ahead.empty:
        return None
    last = ahead.iloc[-1]
    items = float(last["planned"]) - float(material.one("T02")["value"] or 0)
    return (pd.Timestamp(last["day"]), items) if items > 0 else None


def _to_decide(paper: Paper, words: Words) -> None:
    paper.heading("提请研究事项")
    material = words.material
    rows = material.rows("dispute_list")
    waiting = rows[rows["state"] == "reviewed"]
    asked = False
    if len(waiting):
        asked = True
        paper.section("争议事项")
        paper.body(f"以下{words.number(len(waiting))}件争议事项已经论证或报送，请研究决定。")
        paper.table(
            "提请决定的争议事项",
            ["事项", "争议双方", "论证意见", "建议决定"],
            [
                [
                    str(row["item_name"] if isinstance(row["item_name"], str) else row["focus"]),
                    listed(str(side) for side in (row["side"], row["other_side"]) if isinstance(side, str)),
                    code_lists.label("review_result", row["review_result"])
                    if isinstance(row["review_result"], str)
                    else BLANK,
                    BLANK,
                ]
                for row in waiting.to_dict("records")
            ],
            f"{material.source()}。建议决定由撰写人填写。",
            [56, 46, 26, 28],
        )
    aside = material.rows("set_aside")
    for stage, verb in (("X1", "暂缓划转"), ("X3", "退回原部门")):
        of_stage = aside[aside["stage"] == stage]
        if len(of_stage):
            asked = True
            paper.section(f"{verb}的事项")
            more = "等" if len(of_stage) > MOST_NAMED else ""
            paper.body(
                f"现有{words.number(len(of_stage))}项{verb}，"
                f"{listed(of_stage['item_name'].head(MOST_NAMED))}{more}。"
                f"请研究后续处理意见：{BLANK}"
            )
    if not asked:
        absent = words.absent(("items", "stages", "disputes"))
        unknown = f"{absent}，有关情况无从判断。" if absent else ""
        paper.body(f"从已导入的数据看，没有等待决定的争议和暂缓、退回的事项。{unknown}")
    _reconciled(paper, words)
    paper.section("其他需要研究的事项")
    paper.body(BLANK)
    words.missing["建议决定和其他提请事项"] = "由撰写人填写"


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
    late = sum(one.state(as_of) == "overdue" for one in rows)
    done = sum(one.is_done(as_of) for one in rows)
    called = name if "会" in name else f"{name}会议"
    paper.body(
        f"{called}（{formatting.day(day)}）议定事项及此前未落实的事项共{words.number(len(rows))}项，"
        f"已落实{words.number(done)}项，超期未落实{words.number(late)}项。"
    )
    paper.table(
        "上次议定事项对账表",
        ["议定事项", "责任单位", "完成时限", "落实情况"],
        [
            [
                one.text,
                one.owner or BLANK,
                formatting.day(one.due_on) if one.due_on else BLANK,
                _(decisions.STATES[one.state(as_of)]),
            ]
            for one in rows
        ],
        f"{material.source()}。含页面录入的议定事项。",
        [76, 34, 28, 18],
    )
