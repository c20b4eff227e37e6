"""What the county promised itself, and the data its departments promised to share."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, day
from reform.sample.registers import register_writer
from reform.sample.transfers import NEVER

TARGETS: Final = "改革目标.xlsx"
INTERFACES: Final = "数据共享清单.xlsx"
CALLS: Final = "数据共享调用.csv"
PAPERS: Final = "免交材料清单.csv"
FILES: Final = {
    TARGETS: "targets of indicators with the paper they stand in",
    INTERFACES: "interfaces and certificates promised and opened",
    CALLS: "their calls, month by month",
    PAPERS: "the papers an item needs no more because of them",
}

_PLAN: Final = "示例县深化相对集中行政许可权改革三年行动方案（示例数据）"
_TARGETS: Final = (
    ("T03", "", day(2024, 1, 1), day(2026, 12, 31), 85, _PLAN),
    ("D04", "", day(2024, 1, 1), NEVER, "70%", _PLAN),
    ("D07", "", day(2025, 1, 1), NEVER, 99, "示例县政务服务质量提升通知（示例数据）"),
    ("D15", "", day(2025, 1, 1), NEVER, 2, "示例县优化营商环境条例实施细则（示例数据）"),
    ("S06", "", day(2024, 1, 1), NEVER, 100, "示例县好差评实施细则（示例数据）"),
    ("O01", "", day(2024, 1, 1), NEVER, 95, _PLAN),
    ("O04", "", day(2024, 1, 1), NEVER, 98, _PLAN),
    ("O06", "", day(2024, 1, 1), NEVER, 85, _PLAN),
    ("W05", "", day(2025, 1, 1), NEVER, 100, "示例县投诉处理办法（示例数据）"),
    ("R01", "", day(2025, 1, 1), NEVER, 98, "示例县审管联动办法（示例数据）"),
    ("R02", "", day(2025, 1, 1), NEVER, 95, "示例县审管联动办法（示例数据）"),
    ("R07", "", day(2025, 1, 1), NEVER, 100, "示例县双公示工作规程（示例数据）"),
    ("G02", "", day(2025, 1, 1), NEVER, 90, _PLAN),
    ("T04", "", day(2026, 1, 1), NEVER, 95, _PLAN),
    ("T08", "", day(2026, 1, 1), NEVER, 80, _PLAN),
    ("T13", "", day(2026, 1, 1), NEVER, 0, _PLAN),
    ("W01", "", day(2026, 1, 1), NEVER, "20%", _PLAN),
    ("W03", "", day(2026, 1, 1), NEVER, 90, _PLAN),
    ("O02", "", day(2026, 1, 1), NEVER, 60, _PLAN),
    ("O03", "", day(2026, 1, 1), NEVER, 55, _PLAN),
    ("G01", "", day(2026, 1, 1), NEVER, 40, _PLAN),
    ("H01", "", day(2026, 1, 1), NEVER, 95, _PLAN),
    ("H03", "", day(2026, 1, 1), NEVER, 90, _PLAN),
    ("H04", "", day(2026, 1, 1), NEVER, 90, _PLAN),
    ("R09", "", day(2026, 1, 1), NEVER, 95, _PLAN),
    ("S01", "", day(2026, 1, 1), NEVER, 65, _PLAN),
    ("D04", "县市场监督管理局", day(2025, 1, 1), NEVER, 80, "县市场监管局责任书（示例数据）"),
    ("D04", "县自然资源和规划局", day(2025, 1, 1), NEVER, 50, "县自然资源和规划局责任书（示例数据）"),
)
_SHARED: Final = (
    ("营业执照", "电子证照", "县市场监督管理局"),
    ("食品经营许可证", "电子证照", "县市场监督管理局"),
    ("居民身份证", "电子证照", "县公安局"),
    ("户口簿", "数据接口", "县公安局"),
    ("无犯罪记录", "数据接口", "县公安局"),
    ("不动产权证书", "电子证照", "县自然资源和规划局"),
    ("建设用地规划许可证", "电子证照", "县自然资源和规划局"),
    ("土地出让合同", "数据接口", "县自然资源和规划局"),
    ("结婚证", "电子证照", "县民政局"),
    ("低保信息", "数据接口", "县民政局"),
    ("社会保险参保信息", "数据接口", "县人力资源和社会保障局"),
    ("完税证明", "数据接口", "县税务局"),
    ("健康证明", "电子证照", "县卫生健康局"),
    ("医疗机构执业许可证", "电子证照", "县卫生健康局"),
    ("道路运输证", "电子证照", "县交通运输局"),
    ("施工许可证", "电子证照", "县住房和城乡建设局"),
    ("消防验收意见", "数据接口", "县住房和城乡建设局"),
    ("环评批复", "数据接口", "市生态环境局示例分局"),
    ("取水许可证", "电子证照", "县水利局"),
    ("林权证", "数据接口", "县林业局"),
)
_LATE: Final = "县自然资源和规划局"
_START: Final = day(2024, 3, 1)


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The four files."""
    rng = calendar_arrays.random(seed, 51)
    known = set(items["department"])
    shared = [_interface(n, row, rng) for n, row in enumerate((s for s in _SHARED if s[2] in known), start=1)]
    return [
        register_writer.write_workbook(
            folder / TARGETS,
            "改革目标",
            "项",
            {
                "序号": 6,
                "指标编码": 10,
                "适用部门": 24,
                "目标开始日期": 14,
                "目标截止日期": 14,
                "目标值": 10,
                "目标来源文件": 44,
            },
            [
                [
                    n,
                    code,
                    department,
                    register_writer.day(start),
                    register_writer.day(end),
                    str(value),
                    document,
                ]
                for n, (code, department, start, end, value, document) in enumerate(_TARGETS, start=1)
            ],
        ),
        register_writer.write_workbook(
            folder / INTERFACES,
            "数据共享清单",
            "个",
            {
                "序号": 6,
                "共享资源编号": 14,
                "共享资源名称": 28,
                "共享类型": 12,
                "数据提供部门": 26,
                "承诺开通日期": 14,
                "实际开通日期": 14,
            },
            [
                [
                    n,
                    s["no"],
                    s["name"],
                    s["kind"],
                    s["department"],
                    register_writer.as_typed(s["promised"], n),
                    register_writer.as_typed(s["opened"], n + 1),
                ]
                for n, s in enumerate(shared, start=1)
            ],
        ),
        register_writer.write_csv(
            folder / CALLS, ["共享资源编号", "调用月份", "调用次数"], _calls(shared, rng)
        ),
        register_writer.write_csv(
            folder / PAPERS, ["共享资源编号", "事项编码", "免交材料"], _papers(shared, items, rng)
        ),
    ]


def _interface(number: int, row: tuple[str, str, str], rng: np.random.Generator) -> dict[str, Any]:
    """Opened early, late or not at all; the slow department is the late one."""
    name, kind, department = row
    promised = _START + int(rng.integers(0, 28)) * 30
    late = int(rng.integers(-20, 60)) + (240 if department == _LATE else 0)
    opened = promised + late
    if opened > LAST_DAY or rng.random() < (0.75 if department == _LATE else 0.08):
        opened = NEVER
    return {
        "no": f"GX{number:03d}",
        "name": name,
        "kind": kind,
        "department": department,
        "promised": promised,
        "opened": opened,
    }


def _calls(shared: list[dict[str, Any]], rng: np.random.Generator) -> list[list[Any]]:
    """Every month since it opened, growing; none of the current month before it is over."""
    rows = []
    for interface in shared:
        if interface["opened"] == NEVER:
            continue
        month = calendar_arrays.to_date(interface["opened"]).replace(day=1)
        size = rng.gamma(2, 180)
        while month <= calendar_arrays.to_date(LAST_DAY):
            size *= rng.uniform(0.94, 1.12)
            rows.append([interface["no"], f"{month:%Y-%m}", int(size)])
            month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return rows


def _papers(shared: list[dict[str, Any]], items: pd.DataFrame, rng: np.random.Generator) -> list[list[str]]:
    """A third of the items needs one paper less, or two."""
    rows: set[tuple[str, str, str]] = set()
    for item in items.to_dict("records"):
        for interface in _picked(shared, rng):
            rows.add((interface["no"], _code(item), interface["name"]))
    return [list(row) for row in sorted(rows)]


def _picked(shared: list[dict[str, Any]], rng: np.random.Generator) -> list[dict[str, Any]]:
    number = int(rng.choice([0, 1, 2], p=[0.62, 0.28, 0.1]))
    return [shared[place] for place in rng.choice(len(shared), number, replace=False)]


def _code(item: dict[Hashable, Any]) -> str:
    return str(item["item_code"])
