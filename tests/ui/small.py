"""A small county whose figures can be told by hand. Its third department has items, but no case."""

from reform.ingest.readers import Source
from tests.ingest.files import Rows, text, workbook

DEPARTMENT, OTHER, QUIET = "县市场监督管理局", "县住房和城乡建设局", "县档案局"

ITEMS: Rows = [
    ["事项编码", "事项名称", "原实施部门", "批次", "领域", "计划划转日期", "法定办结时限", "承诺办结时限"],
    ["0001", "食品经营许可", DEPARTMENT, "第一批", "市场准入", "2026-03-31", "20个工作日", "5个工作日"],
    ["0002", "药品经营许可", DEPARTMENT, "第一批", "市场准入", "2026-03-31", "20个工作日", "10个工作日"],
    ["0003", "施工许可", OTHER, "第一批", "投资建设", "2026-03-31", "15个工作日", "3个工作日"],
    ["0004", "夜间施工许可", OTHER, "第二批", "城市管理", "2026-06-30", "15个工作日", "5个工作日"],
    ["0005", "档案利用许可", QUIET, "第二批", "其他", "2026-12-31", "10个工作日", "5个工作日"],
]
STAGES: Rows = [
    ["事项编码", "阶段", "进入日期"],
    ["0001", "签约公布", "2026-03-10"],
    ["0002", "签约公布", "2026-03-20"],
    ["0003", "签约公布", "2026-03-25"],
    ["0004", "梳理", "2026-04-01"],
    ["0001", "正式运行", "2026-03-12"],
    *(["0001", f"{what}到位", "2026-03-12"] for what in ("事项", "人员", "印章", "系统账号", "档案资料")),
]
CASES: Rows = [
    ["办件编号", "事项编码", "受理部门", "受理时间", "办结时间"],
    # 20 − 2, 20 − 5 and 15 − 1 working days: 47 saved against the law.
    ["A1", "0001", DEPARTMENT, "2026-04-13 09:00:00", "2026-04-15 10:00:00"],
    ["A2", "0002", DEPARTMENT, "2026-04-13 09:00:00", "2026-04-20 10:00:00"],
    ["A3", "0003", OTHER, "2026-04-13 09:00:00", "2026-04-14 10:00:00"],
    ["A4", "0003", OTHER, "2026-04-20 09:00:00", ""],
]
RATINGS: Rows = [
    ["评价编号", "办件编号", "满意度", "评价时间", "整改完成日期"],
    ["R1", "A1", "非常满意", "2026-04-16", ""],
    ["R2", "A2", "满意", "2026-04-21", ""],
    ["R3", "A3", "不满意", "2026-04-15", ""],
]


def files(*, ratings: bool = True) -> dict[str, bytes]:
    """Its files by name: workbooks and a csv."""
    return {
        "items.xlsx": workbook({"事项清单": ITEMS}),
        "stages.xlsx": workbook({"划转阶段记录": STAGES}),
        "cases.csv": text(CASES, "gb18030"),
    } | ({"ratings.csv": text(RATINGS)} if ratings else {})


def sources() -> list[Source]:
    """The same, ready to load."""
    return [Source(name, data) for name, data in files().items()]
