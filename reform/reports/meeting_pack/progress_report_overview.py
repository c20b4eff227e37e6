"""《进展情况汇报》 part one, 总体进展: transfer, days, service, satisfaction, shared data."""

from reform.common import formatting
from reform.reports.insights import forecast
from reform.reports.meeting_pack.chinese_prose import Words, against
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.document_parts import source
from reform.reports.meeting_pack.progress_report_months import last_month
from reform.reports.meeting_pack.tables import progress


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
        for sentence in forecast.of(curve, scope).sentences:
            paper.body(f"{sentence}。")
    rows = progress(material.rows("T05", "batch").dropna(subset=["batch"]))
    if len(rows):
        late = material.rows("batches").set_index("batch")["overdue"]
        paper.table(
            "各批次划转进度",
            ["批次", "应划转（项）", "应完成（项）", "已划转（项）", "完成率", "逾期（项）"],
            [
                [
                    formatting.batch(row["batch"]),
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


def _estimated(words: Words) -> str:
    """How many items have their limits in natural days, where there are any."""
    if not (words.has("D01", "estimated") and words.material.one("D01")["estimated"]):
        return ""
    return f"，其中{words.count('D01', 'estimated')}项以自然日计的按5/7折算"


def _days(paper: Paper, words: Words) -> None:
    paper.body(
        f"承诺时限比法定时限压缩{words.rate('D01')}（{words.count('D01', 'n')}项两项时限俱全的事项，法定合计"
        f"{words.count('D01', 'denominator')}个工作日，压缩{words.count('D01', 'numerator')}个工作日"
        f"{_estimated(words)}）。"
        f"已办结{words.count('D03', 'n')}件，平均用时{words.mean('D03')}{words.days('D03')}，"
        f"半数在{words.mean('D03', 'p50', digits=0)}{words.days('D03')}以内、"
        f"九成在{words.mean('D03', 'p90', digits=0)}{words.days('D03')}以内办结。"
        f"承诺件实际提速{words.rate('D04')}；按法定时限累计节省{words.count('D05')}{words.days('D05')}"
        f"（{words.count('D05', 'n')}件，平均每件{words.mean('D05', 'per_case')}{words.days('D05')}）。"
        f"按时办结率{words.rate('D07')}，提前办结率{words.rate('D08')}。"
    )
    if words.has("D06"):
        d06, days = words.material.one("D06"), words.days("D06")
        verb = "压减" if d06["value"] <= 0 else "延长"
        paper.body(
            f"同一事项划转前后对比（{words.count('D06', 'items')}项，前后各不少于5件），平均用时由"
            f"{words.mean('D06', 'mean_before')}{days}变为{words.mean('D06', 'mean_after')}{days}，"
            f"平均{verb}{words.number(abs(d06['value']), 2)}{days}。前后差异不等于改革的全部效果，"
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
        days = "与".join(formatting.day(count["recorded_on"]) for count in (first, last))
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
