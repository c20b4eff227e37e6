"""《进展情况汇报》: what stands, what is wrong, what is due next, what the leading group has to decide.

Every figure is an indicator's at the as-of date; what the data do not say is not said. Problems are named
only where the data show them. Measures and proposals are for a person: they are blanks.
"""

from collections.abc import Iterator

import pandas as pd

from reform import ask as asking
from reform import codes, findings_forecast, wording
from reform.i18n import either, speaking
from reform.pack import report_months
from reform.pack.material import Material
from reform.pack.paper import Paper
from reform.pack.tables import progress
from reform.pack.words import BLANK, Words, against, in_order, listed
from reform.wording import is_missing

TITLE = "进展情况汇报"
# The longest list of names in a sentence; the rest is in the workbook.
MOST_NAMED = 5


def report(material: Material) -> tuple[bytes, Words]:
    """The paper as .docx, and the words that wrote it."""
    with speaking("zh"):
        words, paper = Words(material), Paper()
        head(paper, material, TITLE)
        _overall(paper, words)
        _problems(paper, words)
        _next(paper, words)
        _to_decide(paper, words)
        tail(paper, words)
        return paper.save(f"{material.name}{TITLE}", material.name, material.scope.as_of), words


def head(paper: Paper, material: Material, title: str) -> None:
    """Title, day, the mark of sample data, and what part of the county it is about."""
    paper.title(f"{material.name}相对集中行政许可权改革", title)
    day = f"（{wording.day(material.scope.as_of)}）"
    paper.dated(*([day, "（示例数据，均为虚构，不得引用）"] if material.is_sample else [day]))
    scope = "".join(f"，{name}为{value}" for name, value in material.filters())
    paper.body(
        f"截至{wording.day(material.scope.as_of)}，{material.name}相对集中行政许可权改革有关情况如下"
        f"（数据快照{material.snapshot}{scope}）。"
    )


# 一、总体进展 ---------------------------------------------------------------------------------


def _overall(paper: Paper, words: Words) -> None:
    paper.heading("总体进展")
    paper.section("事项划转")
    _transfers(paper, words)
    paper.section("时限压减")
    _days(paper, words)
    report_months.last_month(paper, words)
    paper.section("网上办理与一窗受理")
    _service(paper, words)
    paper.section("群众满意度")
    _satisfaction(paper, words)
    paper.section("数据共享与审管衔接")
    _sharing(paper, words)


def _transfers(paper: Paper, words: Words) -> None:
    material = words.material
    change = words.change("T03", "points", material.scope, material.last_month)
    said = (
        f"{words.whole}应划转事项{words.count('T01')}项，已划转{words.count('T02')}项，"
        f"划转完成率{words.rate('T03')}，{against('上月末', change)}；"
    )
    if words.has("T05"):
        gap = float(material.one("T05")["value"])
        distance = (
            "与序时进度持平"
            if round(gap, 2) == 0
            else f"{'快' if gap > 0 else '慢'}于序时进度{words.number(abs(gap), 2)}个百分点"
        )
        said += f"按现行计划应划转{words.count('T05', 'planned')}项，{distance}。"
    else:
        said += f"按现行计划应划转{words.count('T05', 'planned')}项。"
    said += (
        f"已划转事项涉及{words.count('T10')}个部门。正式运行且事项、人员、印章、系统账号、档案资料"
        f"全部到位的{words.count('T04', 'numerator')}项，划转到位率{words.rate('T04')}。"
        f"从事项梳理到正式运行平均{words.mean('T07')}个工作日（{words.count('T07', 'n')}项）。"
        f"超过计划日期尚未划转的{words.count('T06')}项。"
    )
    paper.body(said)
    curve, scope = material.rows("transfer_curve"), material.one("transfer_scope")
    if scope["total"]:
        for sentence in findings_forecast.of(curve, scope).sentences:
            paper.body(f"{sentence}。")
    rows = progress(material.rows("T05", "batch").dropna(subset=["batch"]))
    if len(rows):
        late = material.rows("batches").set_index("batch")["overdue"]
        paper.table(
            "各批次划转进度",
            ["批次", "应划转（项）", "应完成（项）", "已划转（项）", "完成率", "逾期（项）"],
            [
                [
                    wording.batch(row["batch"]),
                    words.number(row["items"]),
                    words.number(row["planned"]),
                    words.number(row["transferred"]),
                    words.number(row["rate"], None),
                    words.number(late.get(row["batch"], 0)),
                ]
                for row in rows.to_dict("records")
            ],
            source(words, "T03", "T05", "T06"),
            [26, 26, 26, 26, 26, 26],
        )


def _days(paper: Paper, words: Words) -> None:
    paper.body(
        f"承诺时限比法定时限压缩{words.rate('D01')}（{words.count('D01', 'n')}项两项时限俱全的事项，法定合计"
        f"{words.count('D01', 'denominator')}个工作日，压缩{words.count('D01', 'numerator')}个工作日）。"
        f"已办结{words.count('D03', 'n')}件，平均用时{words.mean('D03')}个工作日，"
        f"半数在{words.mean('D03', 'p50', digits=0)}个工作日以内、"
        f"九成在{words.mean('D03', 'p90', digits=0)}个工作日以内办结。"
        f"承诺件实际提速{words.rate('D04')}；按法定时限累计节省{words.count('D05')}个工作日"
        f"（{words.count('D05', 'n')}件，平均每件{words.mean('D05', 'per_case')}个工作日）。"
        f"按时办结率{words.rate('D07')}，提前办结率{words.rate('D08')}。"
    )
    if words.has("D06"):
        d06 = words.material.one("D06")
        verb = "压减" if d06["value"] <= 0 else "延长"
        paper.body(
            f"同一事项划转前后对比（{words.count('D06', 'items')}项，前后各不少于5件），平均用时由"
            f"{words.mean('D06', 'mean_before')}个工作日变为{words.mean('D06', 'mean_after')}个工作日，"
            f"平均{verb}{words.number(abs(d06['value']), 2)}个工作日。前后差异不等于改革的全部效果，"
            "办件结构和季节也有影响。"
        )
    paper.body(
        f"企业开办平均{words.mean('D15')}个工作日（{words.count('D15', 'n')}户）。项目立项平均用时："
        f"备案{words.mean('D16a')}个工作日，核准{words.mean('D16b')}个工作日，"
        f"审批{words.mean('D16c')}个工作日（分别为{words.count('D16a', 'n')}件、"
        f"{words.count('D16b', 'n')}件、"
        f"{words.count('D16c', 'n')}件）。"
    )


def _service(paper: Paper, words: Words) -> None:
    paper.body(
        f"网上可办事项占{words.share('O01')}，全程网办占{words.rate('O02')}；"
        f"实际经网上受理的办件占{words.rate('O03')}"
        f"（{words.count('O03', 'numerator')}件/{words.count('O03', 'denominator')}件）。"
        f"最多跑一次事项占{words.rate('O04')}，零跑动事项占{words.rate('O05')}。"
        f"进驻政务服务中心的事项占{words.rate('O07')}，其中综合窗口受理的占{words.rate('O06')}。"
    )
    counts = words.material.rows("centre_counts")
    if len(counts):
        first, last = counts.iloc[0], counts.iloc[-1]
        windows, staff = (
            [words.value(count[column], what, ("centre",)) for count in (first, last)]
            for column, what in (("windows", "窗口数"), ("staff", "窗口人员数"))
        )
        days = "与".join(wording.day(count["recorded_on"]) for count in (first, last))
        paper.body(
            f"政务服务中心窗口由{windows[0]}个变为{windows[1]}个，"
            f"窗口人员由{staff[0]}人变为{staff[1]}人（{days}盘点）。"
        )
    paper.body(
        f"大厅日均接待{words.mean('V01', digits=0)}人次，平均等候{words.mean('V03', digits=1)}分钟，"
        f"自助办理占{words.rate('V02')}。"
    )


def _satisfaction(paper: Paper, words: Words) -> None:
    paper.body(
        f"共收到有效评价{words.count('S03', 'n')}条，评价率{words.rate('S01')}。"
        f"差评{words.count('S05', 'numerator')}条，"
        f"每万件{words.mean('S05')}条；差评按期整改率{words.rate('S06')}，"
        f"逾期未整改{words.count('S06', 'overdue')}条。好评率{words.rate('S03')}，"
        f"其中非常满意占{words.rate('S04')}；"
        f"系统默认评价{words.count('S03', 'by_default')}条未计入。"
        f"受理投诉{words.count('W04', 'numerator')}件，按期答复率{words.rate('W05')}。"
    )


def _sharing(paper: Paper, words: Words) -> None:
    paper.body(
        f"应开通的数据接口和电子证照{words.count('G02', 'denominator')}个，"
        f"已开通{words.count('G02', 'numerator')}个，"
        f"开通率{words.rate('G02')}；应用共享数据免交材料的事项占{words.rate('G01')}；"
        f"月均调用{words.mean('G03', digits=0)}次。"
    )
    paper.body(
        f"审管推送及时率{words.rate('R01')}，监管部门认领率{words.rate('R02')}，"
        f"双随机抽查计划完成率{words.rate('R03')}。"
    )


# 二、存在问题 ---------------------------------------------------------------------------------


def _problems(paper: Paper, words: Words) -> None:
    paper.heading("存在问题")
    shown = list(found(words))
    if not shown:
        paper.body("从现有数据看，没有超过计划日期的事项、超期的办件和争议、逾期未整改的差评。")
        return
    for sentence in in_order(shown):
        paper.body(sentence)
    paper.body(f"造成上述问题的主要原因：{BLANK}")
    words.missing["问题成因"] = "数据不能说明原因，由撰写人填写"


def found(words: Words) -> Iterator[str]:
    """The problems that the data show, the transfer first."""
    one = words.material.one
    if _some(one("T06")["value"]):
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
            f"{codes.label('stage', row['flag'])}欠缺{words.number(row['lacking'])}项"
            for row in lacking.to_dict("records")
        )
        yield f"“五到位”不齐，已划转事项中{named}。"
    if _some(one("T08")["open"]):
        yield (
            f"争议事项尚有{words.count('T08', 'open')}件未办结，其中超过办结期限{words.count('T09')}件，"
            f"等待决定{words.count('T08', 'awaiting_decision')}件。"
        )
    if _some(one("T12")["without_reason"]) or _some(one("T12")["without_record"]):
        yield (
            f"计划调整不够规范，{words.count('T12')}项事项调整过计划，其中没有调整记录的"
            f"{words.count('T12', 'without_record')}项，"
            f"没有写明原因的{words.count('T12', 'without_reason')}次。"
        )
    if _some(one("D09")["numerator"]):
        yield (
            f"超期办件仍有发生，已办结的超期{words.count('D09', 'numerator')}件，超期率{words.rate('D09')}，"
            f"超过法定时限的{words.count('D09', 'over_statutory')}件；在办超期{words.count('D13')}件，"
            f"两个工作日内到期的还有{words.count('D13', 'near_due')}件。"
        )
    if _some(one("S06")["overdue"]):
        yield f"差评整改不够及时，{words.count('S06', 'overdue')}条差评超过期限尚未整改。"
    if _some(one("W05")["overdue"]):
        yield f"投诉答复不够及时，{words.count('W05', 'overdue')}件超过期限尚未答复。"
    if _some(one("G02")["overdue"]):
        yield f"数据共享尚有堵点，{words.count('G02', 'overdue')}个接口或证照超过承诺日期尚未开通。"


def _some(value: object) -> bool:
    return not is_missing(value) and float(value) > 0  # type: ignore[arg-type]


# 三、下一步打算 -------------------------------------------------------------------------------


def _next(paper: Paper, words: Words) -> None:
    """What is due by its own date; how it is to be done is for a person to write."""
    paper.heading("下一步打算")
    material, one = words.material, words.material.one
    due = _due_in_13_weeks(material)
    paper.section("按计划推进事项划转")
    if due is not None:
        day, items = due
        paper.body(f"至{wording.day(day)}，按现行计划应再完成{words.number(items)}项划转。具体措施：{BLANK}")
    else:
        paper.body(f"具体安排：{BLANK}")
    if _some(one("T06")["value"]):
        paper.section("限期完成逾期事项")
        paper.body(
            f"对逾期的{words.count('T06')}项逐项明确完成时限和责任人。完成时限：{BLANK}；责任单位：{BLANK}"
        )
    lacking = one("T04")["denominator"] - one("T04")["numerator"]
    if _some(lacking):
        paper.section("补齐划转到位短板")
        paper.body(
            f"对已划转尚未到位的{words.number(lacking)}项逐项补齐。完成时限：{BLANK}；责任单位：{BLANK}"
        )
    if _some(one("S06")["pending"]) or _some(one("S06")["overdue"]):
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


# 四、提请研究事项 -----------------------------------------------------------------------------


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
                    codes.label("review_result", row["review_result"])
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
        paper.body("从现有数据看，没有等待决定的争议和暂缓、退回的事项。")
    paper.section("其他需要研究的事项")
    paper.body(BLANK)
    words.missing["建议决定和其他提请事项"] = "由撰写人填写"


# notes ----------------------------------------------------------------------------------------


def source(words: Words, *asked: str) -> str:
    """The line under a table: source, as-of date, and what the figures mean."""
    for code in asked:
        words.cited[code] = None
    names = listed(f"{either(asking.find(code).name)}为{either(asking.find(code).means)}" for code in asked)
    return f"{words.material.source()}。统计口径：{names}。"


def tail(paper: Paper, words: Words) -> None:
    """On a page of its own: source and definition of every figure cited, what is stale or left blank."""
    material = words.material
    paper.attached("统计口径与待补说明")
    paper.annex("统计口径与待补说明")
    paper.note(f"{material.source()}。率的对比为百分点；上月、上年同期均指自然月。")
    for code in sorted(words.cited):
        question = asking.find(code)
        paper.note(f"{either(question.name)}（{code}）：{either(question.means)}。")
    for age in material.stale(words.cited):
        paper.note(f"数据陈旧：{age.sentence}。")
    if words.missing:
        paper.note(f"正文留有{BLANK}或【　】之处待补：")
        for what, why in words.missing.items():
            paper.note(f"{what}：{why}。")
