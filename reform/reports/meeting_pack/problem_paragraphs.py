"""The problems that the data show, in both papers; what they do not show is not said."""

from collections.abc import Iterator

from reform.common import code_lists
from reform.common.formatting import is_missing
from reform.reports.meeting_pack.chinese_prose import Words, listed

# The longest list of names in a sentence; the rest is in the workbook.
MOST_NAMED = 5
# What the problems are looked for in.
LOOKED_AT = ("items", "stages", "disputes", "plan_changes", "cases", "ratings", "complaints", "interfaces")


def none_found(words: Words) -> str:
    """That nothing was found, and in which data nothing could be looked for."""
    absent = words.absent(LOOKED_AT)
    return f"从已导入的数据看，没有发现需要列出的问题。{f'{absent}，有关情况无从判断。' if absent else ''}"


def found(words: Words) -> Iterator[str]:
    """The problems that the data show, the transfer first."""
    one = words.material.one
    if some(one("T06")["value"]):
        owners = words.material.rows("overdue_by_owner")
        top = owners[owners["transfers"] > 0].sort_values("transfers", ascending=False, kind="stable")
        named = listed(
            f"{row['owner']}{words.number(row['transfers'])}项"
            for row in top.head(MOST_NAMED).to_dict("records")
            if isinstance(row["owner"], str)
        )
        yield f"部分事项超过计划日期尚未划转，共{words.count('T06')}项，较多的有{named}。"
    funnel = words.material.rows("stage_funnel").set_index("stage")["reached"]
    if funnel["S4"] > funnel["S7"]:
        waiting = words.number(funnel["S4"] - funnel["S7"])
        yield f"签约公布后衔接不够，{waiting}项已签约公布尚未正式运行。"
    flags = words.material.rows("handovers")
    lacking = flags[flags["lacking"] > 0].sort_values("lacking", ascending=False, kind="stable")
    if len(lacking):
        named = listed(
            f"{code_lists.label('stage', row['flag'])}欠缺{words.number(row['lacking'])}项"
            for row in lacking.to_dict("records")
        )
        yield f"“五到位”不齐，已划转事项中{named}。"
    if some(one("T08")["open"]):
        yield (
            f"争议事项尚有{words.count('T08', 'open')}件未办结，其中超过办结期限{words.count('T09')}件，"
            f"等待决定{words.count('T08', 'awaiting_decision')}件。"
        )
    if some(one("T12")["without_reason"]) or some(one("T12")["without_record"]):
        yield (
            f"计划调整不够规范，{words.count('T12')}项事项调整过计划，其中没有调整记录的"
            f"{words.count('T12', 'without_record')}项，"
            f"没有写明原因的{words.count('T12', 'without_reason')}次。"
        )
    if some(one("D09")["numerator"]):
        yield (
            f"超期办件仍有发生，已办结的超期{words.count('D09', 'numerator')}件，超期率{words.rate('D09')}，"
            f"超过法定时限的{words.count('D09', 'over_statutory')}件{_strictly(words)}；"
            f"在办超期{words.count('D13')}件，"
            f"两日内到期的还有{words.count('D13', 'near_due')}件。"
        )
    if some(one("S06")["overdue"]):
        yield f"差评整改不够及时，{words.count('S06', 'overdue')}条差评超过期限尚未整改。"
    if some(one("W05")["overdue"]):
        yield f"投诉答复不够及时，{words.count('W05', 'overdue')}件超过期限尚未答复。"
    if some(one("G02")["overdue"]):
        yield f"数据共享尚有堵点，{words.count('G02', 'overdue')}个接口或证照超过承诺日期尚未开通。"


def _strictly(words: Words) -> str:
    """How many are beyond the law where only the procedures it names stop the clock, if that differs."""
    row = words.material.one("D09")
    if not words.has("D09", "over_statutory_strict") or row["over_statutory_strict"] == row["over_statutory"]:
        return ""
    strict = words.count("D09", "over_statutory_strict")
    return f"（现场勘验、公示等行政许可法第四十五条未列的程序不停表的，为{strict}件）"


def some(value: object) -> bool:
    """Whether a count is known and above 0."""
    return not is_missing(value) and float(value) > 0  # type: ignore[arg-type]
