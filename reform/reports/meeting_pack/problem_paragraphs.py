"""The problems that the data show, in both papers; what they do not show is not said."""

from collections.abc import Iterator

from reform.common import code_lists
from reform.metrics import calendars
from reform.reports.meeting_pack.chinese_prose import Words, listed

# The longest list of names in a sentence; the rest is in the workbook.
MOST_NAMED = 5
# Days left of the cases that D13 counts as nearly due.
NEARLY_DUE = 2
# What the problems are looked for in.
LOOKED_AT = ("items", "stages", "disputes", "plan_changes", "cases", "ratings", "complaints", "interfaces")

OVERDUE_CASES = (
    "超期办件仍有发生，已办结的超期{D09.numerator}件，超期率{D09:%}，超过法定时限的{D09.over_statutory}件{strictly}；"
    "在办超期{D13}件，{soon}到期的还有{D13.near_due}件。"
)
# The sentence about a problem, and the counts (code, column) that show it where one is above 0.
SENTENCES = {
    "争议事项尚有{T08.open}件未办结，其中超过办结期限{T09}件，等待决定{T08.awaiting_decision}件。": (
        ("T08", "open"),
    ),
    "计划调整不够规范，{T12}项事项调整过计划，其中没有调整记录的{T12.without_record}项，"
    "没有写明原因的{T12.without_reason}次。": (("T12", "without_reason"), ("T12", "without_record")),
    OVERDUE_CASES: (("D09", "numerator"),),
    "差评整改不够及时，{S06.overdue}条差评超过期限尚未整改。": (("S06", "overdue"),),
    "投诉答复不够及时，{W05.overdue}件超过期限尚未答复。": (("W05", "overdue"),),
    "数据共享尚有堵点，{G02.overdue}个接口或证照超过承诺日期尚未开通。": (("G02", "overdue"),),
}


def none_found(words: Words) -> str:
    """That nothing was found, and in which data nothing could be looked for."""
    absent = words.absent(LOOKED_AT)
    return f"从已导入的数据看，没有发现需要列出的问题。{f'{absent}，有关情况无从判断。' if absent else ''}"


def problems(words: Words) -> Iterator[str]:
    """The problems that the data show, the transfer first."""
    yield from _of_the_transfer(words)
    for sentence, counts in SENTENCES.items():
        if any(words.some(code, column) for code, column in counts):
            parts = {"strictly": _strictly(words), "soon": soon(words)} if sentence == OVERDUE_CASES else {}
            yield words.fill(sentence, **parts)


def soon(words: Words) -> str:
    """What D13 counts as nearly due, in the days of the calendar that these open cases are on."""
    open_cases = words.material.rows("open_case_list")
    nearly_due = open_cases[open_cases["days_left"].between(0, NEARLY_DUE)]
    kinds = set(nearly_due["calendar_kind"])
    unit = calendars.worded("工作日", kinds)
    return f"两个{unit}内" if kinds and unit in ("工作日", "自然日") else "两日内"


def _of_the_transfer(words: Words) -> Iterator[str]:
    if words.some("T06"):
        owners = words.material.rows("overdue_by_owner")
        owing = owners[owners["transfers"] > 0].sort_values("transfers", ascending=False, kind="stable")
        named = listed(
            f"{row['owner']}{words.number(row['transfers'])}项"
            for row in owing.head(MOST_NAMED).to_dict("records")
            if isinstance(row["owner"], str)
        )
        yield words.fill("部分事项超过计划日期尚未划转，共{T06}项，较多的有{named}。", named=named)
    funnel = words.material.rows("stage_funnel").set_index("stage")["reached"]
    if funnel["S4"] > funnel["S7"]:
        yield f"签约公布后衔接不够，{words.number(funnel['S4'] - funnel['S7'])}项已签约公布尚未正式运行。"
    flags = words.material.rows("handovers")
    lacking = flags[flags["lacking"] > 0].sort_values("lacking", ascending=False, kind="stable")
    if len(lacking):
        named = listed(
            f"{code_lists.label('stage', row['flag'])}欠缺{words.number(row['lacking'])}项"
            for row in lacking.to_dict("records")
        )
        yield f"“五到位”不齐，已划转事项中{named}。"


def _strictly(words: Words) -> str:
    """How many are beyond the law where only the procedures it names stop the clock, if that differs."""
    row = words.material.row("D09")
    if not words.has("D09", "over_statutory_strict") or row["over_statutory_strict"] == row["over_statutory"]:
        return ""
    return words.fill(
        "（现场勘验、公示等行政许可法第四十五条未列的程序不停表的，为{D09.over_statutory_strict}件）"
    )
