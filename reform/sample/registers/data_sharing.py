"""What the county promised itself, and the data its departments promised to share."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, day
from reform.sample.county import SLOW_DEPARTMENT
from reform.sample.registers.register_writer import Register

TARGETS, INTERFACES, CALLS, PAPERS = FILES = (
    *("改革目标.xlsx", "数据共享清单.xlsx", "数据共享调用.csv", "免交材料清单.csv"),
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
_START: Final = day(2024, 3, 1)


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """The four files."""
    rng = calendar_arrays.random(seed, 51)
    departments = set(items["department"])
    promised = [row for row in _SHARED if row[2] in departments]
    shared = [_interface(n, *row, rng) for n, row in enumerate(promised, start=1)]
    return [
        Register(TARGETS).write(folder),
        Register(INTERFACES).add_all(interface.values() for interface in shared).write(folder),
        _calls(shared, rng).write(folder),
        _papers(shared, items["item_code"], rng).write(folder),
    ]


def _interface(
    number: int, name: str, kind: str, department: str, rng: np.random.Generator
) -> dict[str, Any]:
    """Opened early, late or not at all; the slow department is the late one."""
    slow = department == SLOW_DEPARTMENT
    promised = _START + int(rng.integers(0, 28)) * 30
    opened = promised + int(rng.integers(-20, 60)) + (240 if slow else 0)
    if opened > LAST_DAY or rng.random() < (0.75 if slow else 0.08):
        opened = NEVER
    row = {"no": f"GX{number:03d}", "name": name, "kind": kind, "department": department}
    return row | {"promised": promised, "opened": opened}


def _calls(shared: list[dict[str, Any]], rng: np.random.Generator) -> Register:
    """Every month since it opened, growing; none of the current month before it is over."""
    register = Register(CALLS)
    for interface in shared:
        if interface["opened"] == NEVER:
            continue
        months = pd.period_range(
            calendar_arrays.to_date(interface["opened"]), calendar_arrays.to_date(LAST_DAY), freq="M"
        )
        size = rng.gamma(2, 180)
        for month in months:
            size *= rng.uniform(0.94, 1.12)
            register.add(interface["no"], str(month), int(size))
    return register


def _papers(shared: list[dict[str, Any]], codes: pd.Series, rng: np.random.Generator) -> Register:
    """A third of the items needs one paper less, or two."""
    rows: set[tuple[str, str, str]] = set()
    for code in codes:
        count = int(rng.choice([0, 1, 2], p=[0.62, 0.28, 0.1]))
        for n in rng.choice(len(shared), count, replace=False):
            rows.add((shared[n]["no"], code, shared[n]["name"]))
    return Register(PAPERS).add_all(sorted(rows))
