"""《进展情况汇报》 part one, 总体进展: transfer, days, service, satisfaction, shared data."""

from reform.common import formatting
from reform.reports.insights import forecast
from reform.reports.meeting_pack.chinese_prose import Words, against
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.document_parts import centre_change, source
from reform.reports.meeting_pack.progress_report_months import last_month
from reform.reports.meeting_pack.tables import progress

IN_PLACE = (
    "已划转事项涉及{T10}个部门。正式运行且事项、人员、印章、系统账号、档案资料"
    "全部到位的{T04.numerator}项，划转到位率{T04:%}。"
    "从事项梳理到正式运行平均{T07:2}个工作日（{T07.n}项）。超过计划日期尚未划转的{T06}项。"
)
DAYS = (
    "已办结{D03.n}件，平均用时{D03:2}{D03.days}，半数在{D03.p50}{D03.days}以内、九成在{D03.p90}{D03.days}以内办结。"
    "承诺件实际提速{D04:%}；按法定时限累计节省{D05}{D05.days}（{D05.n}件，平均每件{D05.per_case:2}{D05.days}）。"
    "按时办结率{D07:%}，提前办结率{D08:%}。"
)
BEFORE_AFTER = (
    "同一事项划转前后对比（{D06.items}项，前后各不少于5件），平均用时由{D06.mean_before:2}{D06.days}"
    "变为{D06.mean_after:2}{D06.days}，平均{verb}{gap}{D06.days}。"
    "前后差异不等于改革的全部效果，办件结构和季节也有影响。"
)
STARTING = (
    "企业开办平均{D15:2}个工作日（{D15.n}户）。项目立项平均用时：备案{D16a:2}个工作日，核准{D16b:2}个工作日，"
    "审批{D16c:2}个工作日（分别为{D16a.n}件、{D16b.n}件、{D16c.n}件）。"
)
ONLINE = (
    "网上可办事项占{share}，全程网办占{O02:%}；实际经网上受理的办件占{O03:%}"
    "（{O03.numerator}件/{O03.denominator}件）。最多跑一次事项占{O04:%}，零跑动事项占{O05:%}。"
    "进驻政务服务中心的事项占{O07:%}，其中综合窗口受理的占{O06:%}。"
)
HALL = "大厅日均接待{V01}人次，平均等候{V03:1}分钟，自助办理占{V02:%}。"
SATISFACTION = (
    "共收到有效评价{S03.n}条，评价率{S01:%}。差评{S05.numerator}条，每万件{S05:2}条；"
    "差评按期整改率{S06:%}，逾期未整改{S06.overdue}条。好评率{S03:%}，其中非常满意占{S04:%}；"
    "系统默认评价{S03.by_default}条未计入。受理投诉{W04.numerator}件，按期答复率{W05:%}。"
)
SHARED = (
    "应开通的数据接口和电子证照{G02.denominator}个，已开通{G02.numerator}个，开通率{G02:%}；"
    "应用共享数据免交材料的事项占{G01:%}；月均调用{G03}次。"
)
SUPERVISED = "审管推送及时率{R01:%}，监管部门认领率{R02:%}，双随机抽查计划完成率{R03:%}。"


def overall(paper: Paper, words: Words) -> None:
    """Write the chapter 总体进展."""
    paper.heading("总体进展")
    paper.section("事项划转")
    _transfers(paper, words)
    paper.section("时限压减")
    _days(paper, words)
    last_month(paper, words)
    paper.section("网上办理与一窗受理")
    _service(paper, words)
    paper.section("群众满意度")
    paper.body(words.fill(SATISFACTION))
    paper.section("数据共享与审管衔接")
    paper.body(words.fill(SHARED))
    paper.body(words.fill(SUPERVISED))


def _transfers(paper: Paper, words: Words) -> None:
    material = words.material
    change = words.change("T03", "points", material.scope, material.last_month)
    part = "所选范围" if material.filters() else "全县"
    transferred = words.fill(
        "{part}应划转事项{T01}项，已划转{T02}项，划转完成率{T03:%}，{change}；",
        part=part,
        change=against("上月末", change),
    )
    paper.body(transferred + _against_plan(words) + words.fill(IN_PLACE))
    curve, scope = material.rows("transfer_curve"), material.row("transfer_scope")
    if scope["total"]:
        for sentence in forecast.of(curve, scope).sentences:
            paper.body(f"{sentence}。")
    rows = progress(material.rows("T05", "batch").dropna(subset=["batch"]))
    late = material.rows("batches").set_index("batch")["overdue"]
    if len(rows):
        paper.table(
            "各批次划转进度",
            rows.to_dict("records"),
            ("批次", 26, lambda row: formatting.batch(row["batch"])),
            ("应划转（项）", 26, lambda row: words.number(row["items"])),
            ("应完成（项）", 26, lambda row: words.number(row["planned"])),
            ("已划转（项）", 26, lambda row: words.number(row["transferred"])),
            ("完成率", 26, lambda row: words.number(row["rate"], None)),
            ("逾期（项）", 26, lambda row: words.number(late.get(row["batch"], 0))),
            note=source(words, "T03", "T05", "T06"),
        )


def _against_plan(words: Words) -> str:
    if not words.has("T05"):
        return words.fill("按现行计划应划转{T05.planned}项。")
    gap = float(words.material.row("T05")["value"])
    distance = "与序时进度持平"
    if round(gap, 2):
        distance = f"{'快' if gap > 0 else '慢'}于序时进度{words.number(abs(gap), 2)}个百分点"
    return words.fill("按现行计划应划转{T05.planned}项，{distance}。", distance=distance)


def _limits(words: Words) -> str:
    """How much shorter the promised limits are; how many were counted in natural days, if any."""
    limits = words.fill(
        "承诺时限比法定时限压缩{D01:%}（{D01.n}项两项时限俱全的事项，法定合计{D01.denominator}个工作日，"
        "压缩{D01.numerator}个工作日"
    )
    if words.has("D01", "estimated") and words.material.row("D01")["estimated"]:
        limits += words.fill("，其中{D01.estimated}项以自然日计的按5/7折算")
    return f"{limits}）。"


def _days(paper: Paper, words: Words) -> None:
    paper.body(_limits(words) + words.fill(DAYS))
    if words.has("D06"):
        change = words.material.row("D06")["value"]
        verb = "压减" if change <= 0 else "延长"
        paper.body(words.fill(BEFORE_AFTER, verb=verb, gap=words.number(abs(change), 2)))
    paper.body(words.fill(STARTING))


def _service(paper: Paper, words: Words) -> None:
    paper.body(words.fill(ONLINE, share=words.share("O01")))
    counts = words.material.rows("centre_counts")
    if len(counts):
        days = "与".join(formatting.day(day) for day in counts["recorded_on"].iloc[[0, -1]])
        paper.body(f"政务服务中心{centre_change(words, '人')}（{days}盘点）。")
    paper.body(words.fill(HALL))
