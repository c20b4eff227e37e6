"""The headers that real systems export, and what becomes of them with no profile chosen.

Facts, retyped: the column names of exports of Chinese government systems (case lists of the vendor Epoint,
rating systems, a hotline, published licences, a securities regulator, item lists). No row of theirs is here.
"""

import pytest

from reform.ingest.matching.matching import match, no_dataset
from reform.ingest.readers import FileRefused
from reform.ingest.result import Options
from reform.schema.datasets import datasets
from tests.ingest.heads import table

# headers → dataset and the columns found
READ = {
    "事项名称,窗口名称,办件编号,申请人,申请时间,受理时间,办结剩余时间,办件状态": (
        "cases",
        "case_no item_name applied_at accepted_at",
    ),
    "受理时间,受理人员,申请人,申请时间,办结人员,办结时间,办件编号,办件状态,事项名称": (
        "cases",
        "case_no item_name applied_at accepted_at completed_at",
    ),
    "事项名称,办件编号,申请人,联系电话,联系人身份证号/法人身份证号,办理人身份证/企业统一信用代码,"
    "审核人员名称,受理时间": ("cases", "case_no item_name accepted_at"),
    "来源,办件编号,受理人,受理所属部门,事项名称,申请人或申请单位,身份证号/统一社会信用代码,受理时间,"
    "办结时间,创建时间/导入时间,联系人,联系电话,评价时间,评价结果,短信发送状态": (
        "cases",
        "case_no item_name department channel accepted_at completed_at",
    ),
    # The name of the fourth column ends with a space.
    "序号,受理单位,受理号,事项名称 ,服务人员,受理时间,受理评价情况,办结评价情况,受理评价时间,办结评价时间,"
    "受理评价方式,办结评价方式,业务来源": ("ratings", "case_no item department channel level rated_at"),
    "ITEM_ID,CATANAME,DEPT_NAME,USE_LEVEL_TEXT,TASK_TYPE_TEXT,PROJECT_TYPE_TEXT,PROMISE_DAY,"
    "PROMISE_TYPE_TEXT,ANTICIPATE_DAY,ANTICIPATE_TYPE_TEXT,AUDIT_SPECIAL_TIME": (
        "items",
        "item_code item_name item_type department statutory_days statutory_unit promised_days promised_unit "
        "case_kind",
    ),
}

# headers → dataset and the column that is missing
LACKING = {
    "部门名称,窗口名称,事项名称,办件编号,申请时间,办结时间,办结状态,办件来源": ("cases", "受理时间"),
    "事项名称,办件编号,申请人,申请时间,联系电话,联系人身份证号/法人身份证号,办理人身份证/企业统一信用代码,"
    "办结时间,办结类型,不予受理原因": ("cases", "受理时间"),
    "办件编号,事项名称,审批部门,申请人,办结时间,认领类型(认领状态),认领时间,认领人": ("cases", "受理时间"),
    "办件编号,事项名称,部门,申请人,办结时间,监管部门": ("cases", "受理时间"),
    "事项名称,办件名称,申请人机构,联系人,联系电话,联系地址,收件人,收件时间,承诺办结时间,办结时间,办件状态": (
        "cases",
        "办件编号",
    ),
    "ID,查询码,分类,地区,状态,处理人,提交时间,受理时间,办结时间,填报内容,处理意见,办结结果": (
        "cases",
        "办件编号",
    ),
    "办件编号,辖区编码,事项名称,评价人员,评价渠道,满意度,窗口名称,窗口编号,联系方式,是否回复,是否回访,"
    "拟办意见,整改结果,回复结果,评价理由,评价指标": ("ratings", "评价时间"),
    # Its own number and the basic code are not the code the cases carry: the operator says which to take.
    "内部编码,部门名称,部门编码,事项名称,权力基本码,区县,事项类型,办件类型,事项审查类型,法定办结时限,"
    "承诺办结时限,到办事现场次数,是否网办,网上办理深度,是否收费": ("items", "事项编码"),
}

# Totals, and tables of another kind: no row of theirs is a case, an item or a rating.
UNKNOWN = [
    "主题名称,非常满意,满意,基本满意,不满意,非常不满意",
    "序号,事项名称,受理单位,业务总量,评价总量,评价率,满意率,不满意率,满意,一般,不满意,态度不好,时间太长,"
    "业务不熟,其他",
    # Published licences carry the day of the decision only: no time can be computed from them.
    "XK_WSH,XK_XMMC,XK_SPLB,XK_NR,XK_XDR,XK_XDR_SHXYM,XK_XDR_ZDM,XK_XDR_GSDJ,XK_XDR_SWDJ,XK_XDR_SFZ,XK_FR,"
    "XK_JDRQ,XK_JZQ,XK_XZJG,XK_ZT,DFBM,SJC,BZ",
    "行政许可决定书文号,项目名称,审批类别,许可内容,行政相对人名称,统一社会信用代码,组织机构代码,工商登记码,"
    "税务登记号,居民身份证号,法定代表人姓名,许可决定日期,许可截止期,许可机关,当前状态,地方编码,数据更新时间戳,备注",
    ",行政许可决定书文号,项目名称,审批类别,行政相对人名称,许可内容,许可决定日期,许可截止日期,许可机关",
    # No case has a number here.
    "序号,基金管理人,基金托管人,申请事项,申请材料接收日,受理决定或者不予受理决定日,决定",
    "接受材料日期,公司名称,基金名称,受理日期,补正日期,一级分类,二级分类,备注,事项",
    "申请材料接收日,通知补正日,接收补正材料日,受理决定日,不予受理决定日,第一次反馈意见日,接收第一次反馈材料日",
]


@pytest.mark.parametrize("headers", READ)
def test_it_is_read(headers: str) -> None:
    found = match(table(headers.split(",")), Options())
    assert found is not None
    dataset, columns = READ[headers]
    assert (found.dataset.name, set(found.positions)) == (dataset, set(columns.split()))
    assert len(found.dropped) == len(headers.split(",")) - len(found.positions)


@pytest.mark.parametrize("headers", LACKING)
def test_it_lacks_a_column(headers: str) -> None:
    with pytest.raises(FileRefused) as refused:
        match(table(headers.split(",")), Options())
    dataset, column = LACKING[headers]
    assert refused.value.rule == "column_missing"
    assert refused.value.words["column"] == column
    assert refused.value.words["dataset"] in datasets()[dataset].title


@pytest.mark.parametrize("headers", UNKNOWN)
def test_it_is_nothing_this_program_reads(headers: str) -> None:
    asked = table(headers.split(","))
    assert match(asked, Options()) is None
    assert no_dataset(asked, Options()).rule == "sheet_unknown"
