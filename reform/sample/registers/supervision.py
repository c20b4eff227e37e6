"""After the approval: random inspections, decisions published."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, day
from reform.sample.county import BUREAU
from reform.sample.registers import register_writer
from reform.sample.registers.handoffs import after, by_now
from reform.sample.transfers import NEVER

INSPECTIONS: Final = "双随机抽查台账.xlsx"
DISCLOSURES: Final = "双公示台账.csv"
FILES: Final = {
    INSPECTIONS: "random inspection tasks, in counts",
    DISCLOSURES: "licence and penalty decisions of the last year and when they were published",
}
_LATE_PUBLISHER: Final = "县交通运输局"
_BEHIND_PLAN: Final = "县城市管理综合行政执法局"


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """Inspections and published decisions."""
    return [
        _inspections(folder / INSPECTIONS, items, calendar_arrays.random(seed, 64)),
        _disclosures(folder / DISCLOSURES, items, calendar_arrays.random(seed, 65)),
    ]


# random inspections ---------------------------------------------------------------------------

_PLANNED: Final = tuple(
    day(year, month, last)
    for year in (2024, 2025, 2026)
    for month, last in ((3, 29), (6, 28), (9, 29), (11, 28))
)
_LEADING: Final = (
    ("县市场监督管理局", 4),
    ("县应急管理局", 2),
    ("县城市管理综合行政执法局", 2),
    ("县农业农村局", 1),
    ("县交通运输局", 2),
    ("县卫生健康局", 1),
    ("县住房和城乡建设局", 2),
    ("县文化广电和旅游局", 1),
)
_TASK_WIDTHS: Final = {
    "序号": 6,
    "抽查任务编号": 16,
    "抽查部门": 26,
    "是否部门联合": 12,
    "联合部门": 36,
    "检查对象名录库数量": 16,
    "抽取对象数": 12,
    "抽取检查人员数": 14,
    "应完成日期": 14,
    "检查完成日期": 14,
    "结果公示日期": 14,
    "实查对象数": 12,
    "发现问题数": 12,
    "问题处置数": 12,
    "检查人员姓名": 14,
}


def _inspections(path: Path, items: pd.DataFrame, rng: np.random.Generator) -> Path:
    known = set(items["department"])
    leading = [(name, tasks) for name, tasks in _LEADING if name in known]
    rows = [
        _task(number, name, planned, [other for other, _ in leading if other != name], rng)
        for number, (planned, name) in enumerate(
            ((planned, name) for planned in _PLANNED for name, tasks in leading for _ in range(tasks)),
            start=1,
        )
    ]
    return register_writer.write_workbook(path, "双随机抽查台账", "次", _TASK_WIDTHS, rows)


def _task(
    number: int, department: str, planned: int, others: Sequence[str], rng: np.random.Generator
) -> list[Any]:
    """Done mostly ahead of its day; one department is behind, another publishes late."""
    late = department == _BEHIND_PLAN and planned > day(2025, 12, 31)
    checked = planned + int(rng.integers(-34, 3)) + (60 if late and rng.random() < 0.6 else 0)
    checked = by_now(int(calendar_arrays.before(np.array(checked + 1), np.array(0))))
    if late and rng.random() < 0.35:
        checked = NEVER
    waits = int(rng.integers(18, 40) if department == _LATE_PUBLISHER else rng.integers(3, 22))
    published = by_now(after(checked, waits)) if checked != NEVER and rng.random() < 0.97 else NEVER
    joint = rng.random() < 0.24 + 0.1 * (planned > day(2025, 12, 31))
    pool = int(rng.integers(180, 2_400))
    drawn = max(4, int(pool * rng.uniform(0.02, 0.05)))
    looked_at = drawn - int(rng.integers(0, 2)) if checked != NEVER else None
    found = int(rng.binomial(looked_at, 0.16)) if looked_at else None
    closed = None if found is None else int(rng.binomial(found, 0.74 if planned > day(2026, 3, 1) else 0.97))
    return [
        number,
        f"SSJ{calendar_arrays.to_date(planned):%Y%m}{number:03d}",
        department,
        "是" if joint else "否",
        "、".join(rng.choice(others, 2, replace=False)) if joint and len(others) > 1 else "",
        pool,
        drawn,
        int(rng.integers(2, 9)),
        register_writer.day(planned),
        register_writer.as_typed(checked, number),
        register_writer.as_typed(published, number + 1),
        looked_at,
        found,
        closed,
        "王某、赵某",
    ]


# published decisions --------------------------------------------------------------------------

_DECISIONS: Final = 900
_DECIDED_FROM: Final = day(2025, 11, 1)


def _disclosures(path: Path, items: pd.DataFrame, rng: np.random.Generator) -> Path:
    """Licences by the bureau, published by its system; penalties by the departments, by hand."""
    decided = np.sort(rng.integers(_DECIDED_FROM, LAST_DAY - 1, _DECISIONS))
    about = rng.choice(len(items), _DECISIONS, p=_weight(items))
    rows = []
    for number, (when, place) in enumerate(zip(decided, about, strict=True), start=1):
        item = items.iloc[int(place)]
        penalty = rng.random() < 0.38
        signed = item["signed_on"] != NEVER and item["signed_on"] <= when
        body = item["department"] if penalty or not signed else BUREAU
        rows.append(
            [
                f"示{'罚' if penalty else '许'}决〔{calendar_arrays.to_date(int(when)).year}〕{number:04d}号",
                "行政处罚" if penalty else "行政许可",
                body,
                "" if penalty else item["item_code"],
                register_writer.as_typed(int(when), number),
                register_writer.day(_publication(int(when), body, penalty, rng)),
                "某企业",
            ]
        )
    headers = ["决定文书号", "公示类别", "决定机关", "事项编码", "决定日期", "公示日期", "行政相对人名称"]
    return register_writer.write_csv(path, headers, rows)


def _publication(decided: int, body: str, penalty: bool, rng: np.random.Generator) -> int:
    """The system publishes at once; hands forget, and one department forgets often."""
    forgotten = 0.2 if body == _LATE_PUBLISHER else 0.035 if penalty else 0.004
    if rng.random() < forgotten:
        return NEVER
    if body == _LATE_PUBLISHER:
        return by_now(after(decided, int(rng.integers(4, 21))))
    return by_now(after(decided, int(rng.integers(1, 10 if penalty else 5))))


def _weight(items: pd.DataFrame) -> NDArray[np.float64]:
    """Busy departments decide more; the one that publishes late is busy as well."""
    busy = items["busy"].to_numpy(float) * np.where(items["department"] == _LATE_PUBLISHER, 3.0, 1.0)
    return np.asarray(busy / busy.sum())
