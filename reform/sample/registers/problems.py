"""The county's five problems, five counter-measures with their milestones, and its assessment sheet.

Known to be true: ``LATE`` milestones are late, ``SOON`` are due within 10 working days, one has no day and
one is done with nothing to show it; ``NOT_SCORED`` points of the sheet cannot be scored yet.
"""

from pathlib import Path
from typing import Any, Final

import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import day
from reform.sample.county import BUREAU
from reform.sample.registers import register_writer
from reform.sample.transfers import NEVER

PROBLEMS: Final = "问题清单.xlsx"
MEASURES: Final = "对策清单.xlsx"
MILESTONES: Final = "对策节点.csv"
SHEET: Final = "考核指标表.xlsx"
FILES: Final = {
    PROBLEMS: "the county's five problems and the indicators they are measured by",
    MEASURES: "what is done about each problem, by whom, by when",
    MILESTONES: "the steps of each counter-measure: who owes them by when, when done, what shows it",
    SHEET: "the province's assessment sheet: points, indicators, thresholds, the county's own scores",
}
LATE, SOON, NOT_SCORED = 4, 3, 10.0

# What each problem and counter-measure is measured by: the one place to change the indicators.
MEASURED_BY: Final = {
    "WT-1": "T04、T13",
    "WT-2": "H04、W03",
    "WT-3": "O02、O03",
    "WT-4": "R01、R02",
    "WT-5": "R09",
    "DC-1": "T09、T08",
    "DC-2": "H01、H03",
    "DC-3": "O02、O03",
    "DC-4": "",  # as its problem
    "DC-5": "R10、R07",
}
# number, problem, what it looks like, who leads, since when
_PROBLEMS: Final = (
    (
        "WT-1",
        "部分事项划转不到位、互相推诿",
        "有的事项签了协议没有移交人员、印章和账号，审批与监管责任说不清",
        BUREAU,
        day(2026, 1, 15),
    ),
    (
        "WT-2",
        "审批队伍能力不适应",
        "划转事项专业性强，窗口一次说不清要什么材料，反复补正",
        BUREAU,
        day(2026, 1, 15),
    ),
    (
        "WT-3",
        "网上办理功能不完善",
        "能网上申请的多、能全程网办的少，群众还是习惯到窗口",
        "县大数据中心",
        day(2026, 1, 15),
    ),
    (
        "WT-4",
        "审批与监管衔接有盲区",
        "审批结果推送后没有人认领，该共享的数据没有开通",
        "县市场监督管理局",
        day(2026, 1, 15),
    ),
    (
        "WT-5",
        "信用体系建设滞后",
        "守信激励和失信惩戒用得少，信用信息共享不够",
        "县发展和改革局",
        day(2026, 3, 2),
    ),
)
_MEASURES: Final = (
    ("DC-1", "WT-1", "加强统筹协调，争议事项限期会商", "县委编办", day(2026, 12, 31)),
    ("DC-2", "WT-2", "加强队伍建设，先培训后上岗", BUREAU, day(2026, 11, 30)),
    ("DC-3", "WT-3", "完善网上平台，推进全程网办", "县大数据中心", day(2027, 3, 31)),
    ("DC-4", "WT-4", "建立审管联动机制，堵住监管盲区", "县市场监督管理局", day(2026, 12, 31)),
    ("DC-5", "WT-5", "健全信用体系，加强宣传引导", "县发展和改革局", day(2027, 6, 30)),
)
# counter-measure, step, who, due, done, what shows it
_MILESTONES: Final = (
    ("DC-1", "建立争议事项周会商制度", "县委编办", day(2026, 3, 31), day(2026, 3, 27), "示例办〔2026〕8号"),
    ("DC-1", "逐项明确审批与监管责任边界", "县司法局", day(2026, 6, 30), day(2026, 7, 10), "责任边界清单"),
    ("DC-1", "超期争议提请领导小组一次性裁定", "县委编办", day(2026, 9, 30), NEVER, ""),
    ("DC-1", "前三批事项五到位率达到95%", BUREAU, day(2026, 12, 31), NEVER, ""),
    ("DC-2", "编制划转事项业务手册", BUREAU, day(2026, 4, 30), day(2026, 4, 28), "业务手册（2026年版）"),
    ("DC-2", "窗口人员轮训一遍", BUREAU, day(2026, 8, 31), day(2026, 8, 31), ""),
    ("DC-2", "一次性告知单全部上墙上网", BUREAU, day(2026, 10, 16), NEVER, ""),
    ("DC-2", "业务考试合格率达到95%", "县人力资源和社会保障局", day(2026, 11, 13), NEVER, ""),
    (
        "DC-3",
        "梳理全程网办事项清单",
        "县大数据中心",
        day(2026, 5, 29),
        day(2026, 5, 29),
        "示例数〔2026〕11号",
    ),
    ("DC-3", "打通三个省级业务专网", "县大数据中心", day(2026, 8, 14), NEVER, ""),
    ("DC-3", "上线电子证照免提交", "县大数据中心", day(2026, 11, 6), NEVER, ""),
    ("DC-3", "高频事项全部全程网办", BUREAU, day(2027, 3, 31), NEVER, ""),
    (
        "DC-4",
        "印发审管联动办法",
        "县市场监督管理局",
        day(2026, 5, 15),
        day(2026, 5, 13),
        "https://www.example.gov.cn/2026/0513.html",
    ),
    ("DC-4", "行业主管部门全部开通认领账号", "县住房和城乡建设局", day(2026, 9, 18), NEVER, ""),
    ("DC-4", "按月通报推送与认领", "县市场监督管理局", day(2026, 11, 12), NEVER, ""),
    ("DC-5", "出台信用分级分类办法", "县发展和改革局", day(2026, 12, 15), NEVER, ""),
    ("DC-5", "信用修复一次办好", "县发展和改革局", NEVER, NEVER, ""),
)
_PROPORTION, _STEP, _SELF, _EXTRA = "按比例得分", "达标得分", "自评打分", "加减分"
_TRANSFER, _SPEED, _SERVICE, _VOICE, _WATCH, _PEOPLE, _BEYOND = (
    *("事项划转", "办理提速", "便民服务", "群众满意度", "监管与信用", "队伍与保障"),
    "加减分",
)
# number, part, line, points, indicator, how, full at, zero at, own score, what shows it, who answers for it
_LINES: Final = (
    ("1.1", _TRANSFER, "应划转事项全部划转", 8, "T03", _PROPORTION, "100%", "60%", "", "", BUREAU),
    ("1.2", _TRANSFER, "划转事项五到位", 6, "T04", _PROPORTION, "100%", "70%", "", "", BUREAU),
    ("1.3", _TRANSFER, "按计划推进划转", 4, "T05", _PROPORTION, 0, -20, "", "", BUREAU),
    ("1.4", _TRANSFER, "争议事项按期办结", 4, "T09", _PROPORTION, 0, 10, "", "", "县委编办"),
    ("1.5", _TRANSFER, "没有推诿扯皮", 3, "T13", _STEP, 0, "", "", "", "县委编办"),
    ("2.1", _SPEED, "办理时限较法定减少70%以上", 6, "D01", _PROPORTION, "70%", "40%", "", "", BUREAU),
    ("2.2", _SPEED, "按承诺时限办结", 5, "D07", _PROPORTION, "100%", "95%", "", "", BUREAU),
    ("2.3", _SPEED, "企业开办时间", 5, "D15", _PROPORTION, 1, 4, "", "", "县市场监督管理局"),
    ("2.4", _SPEED, "政府投资项目立项审批时间", 4, "D16c", _PROPORTION, "", "", "", "", "县发展和改革局"),
    ("3.1", _SERVICE, "90%以上事项网上可办", 5, "O01", _STEP, "90%", "", "", "", "县大数据中心"),
    ("3.2", _SERVICE, "全程网办", 5, "O02", _PROPORTION, "80%", "30%", "", "", "县大数据中心"),
    ("3.3", _SERVICE, "70%以上事项一窗受理", 5, "O06", _STEP, "70%", "", "", "", BUREAU),
    ("3.4", _SERVICE, "最多跑一次", 3, "O04", _PROPORTION, "100%", "90%", "", "", BUREAU),
    ("3.5", _SERVICE, "一次性告知", 2, "W03", _PROPORTION, "95%", "60%", "", "", BUREAU),
    ("4.1", _VOICE, "差评按期整改", 5, "S06", _PROPORTION, "100%", "80%", "", "", BUREAU),
    ("4.2", _VOICE, "每万件差评数", 4, "S05", _PROPORTION, 5, 15, "", "", BUREAU),
    ("4.3", _VOICE, "投诉按期答复", 4, "W05", _PROPORTION, "100%", "70%", "", "", BUREAU),
    ("4.4", _VOICE, "第三方问卷满意度", 2, "", _SELF, "", "", "", "", BUREAU),
    ("5.1", _WATCH, "审管信息推送和认领", 4, "", _SELF, "", "", "", "", "县市场监督管理局"),
    ("5.2", _WATCH, "共享资源按期开通", 3, "G02", _PROPORTION, "100%", "60%", "", "", "县大数据中心"),
    ("5.3", _WATCH, "信用分级分类监管", 3, "", _SELF, "", "", 2, "", "县发展和改革局"),
    ("6.1", _PEOPLE, "培训和考核", 4, "", _SELF, "", "", 3.5, "培训台账、考试成绩册", BUREAU),
    ("6.2", _PEOPLE, "领导小组专题部署", 3, "", _SELF, "", "", 3, "示例办〔2026〕8号、会议纪要", "县委编办"),
    (
        *("6.3", _PEOPLE, "政策宣传", 3, "", _SELF, "", "", 2.5),
        *("https://www.example.gov.cn/2026/0901.html", BUREAU),
    ),
    ("7.1", _BEYOND, "上级表彰或经验推广", 0.5, "", _EXTRA, "", "", 0.3, "市政府通报（示例）", BUREAU),
    ("7.2", _BEYOND, "上级通报批评", 0.5, "", _EXTRA, "", "", -0.2, "市政府通报（示例）", BUREAU),
)
_SCORED_ON: Final = day(2026, 10, 20)


def write(folder: Path, _items: pd.DataFrame, _seed: int) -> list[Path]:
    """The four files."""
    return [
        register_writer.write_workbook(
            folder / PROBLEMS,
            "问题清单",
            "个",
            {"序号": 6, "问题编号": 10, "问题名称": 30, "问题表现": 52, "问题衡量指标": 16}
            | {"问题牵头单位": 22, "问题发现日期": 15},
            [
                [n, number, title, what, MEASURED_BY[number], owner, register_writer.as_typed(since, n)]
                for n, (number, title, what, owner, since) in enumerate(_PROBLEMS, start=1)
            ],
        ),
        register_writer.write_workbook(
            folder / MEASURES,
            "对策清单",
            "条",
            {"序号": 6, "对策编号": 10, "对应问题编号": 12, "对策名称": 36, "对策衡量指标": 16}
            | {"对策责任单位": 22, "对策完成期限": 15},
            [
                [n, number, problem, title, MEASURED_BY[number], owner, register_writer.as_typed(due, n)]
                for n, (number, problem, title, owner, due) in enumerate(_MEASURES, start=1)
            ],
        ),
        register_writer.write_csv(
            folder / MILESTONES,
            ["所属对策编号", "节点名称", "节点责任单位", "节点完成期限", "节点完成日期", "节点佐证材料"],
            [
                [
                    measure,
                    title,
                    owner,
                    register_writer.as_typed(due, n),
                    register_writer.as_typed(done, n),
                    evidence,
                ]
                for n, (measure, title, owner, due, done, evidence) in enumerate(_MILESTONES)
            ],
        ),
        register_writer.write_workbook(folder / SHEET, "考核指标表", "分", _SHEET_COLUMNS, _sheet_rows()),
    ]


_SHEET_COLUMNS: Final = {
    "序号": 6,
    "考核指标编号": 13,
    "考核类别": 14,
    "考核内容": 30,
    "考核分值": 10,
    "计分指标": 10,
    "计分方式": 12,
    "满分界线": 10,
    "零分界线": 10,
    "自评得分": 10,
    "考核佐证材料": 40,
    "考核责任单位": 22,
    "自评日期": 14,
}


def _sheet_rows() -> list[list[Any]]:
    return [
        [n, *map(str, line), calendar_arrays.to_date(_SCORED_ON).isoformat() if line[8] != "" else ""]
        for n, line in enumerate(_LINES, start=1)
    ]
