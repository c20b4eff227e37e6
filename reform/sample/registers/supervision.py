"""After the approval: random inspections, decisions published."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays
from reform.sample.calendar_arrays import LAST_DAY, NEVER, by_now, day, day_after
from reform.sample.county import BUREAU
from reform.sample.registers.register_writer import Register

INSPECTIONS, DISCLOSURES = FILES = ("双随机抽查台账.xlsx", "双公示台账.csv")
_LATE_PUBLISHER: Final = "县交通运输局"
_BEHIND_PLAN: Final = "县城市管理综合行政执法局"


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """Inspections and published decisions."""
    return [
        _inspections(items, calendar_arrays.random(seed, 64)).write(folder),
        _disclosures(items, calendar_arrays.random(seed, 65)).write(folder),
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


def _inspections(items: pd.DataFrame, rng: np.random.Generator) -> Register:
    departments = set(items["department"])
    leading = {name: tasks for name, tasks in _LEADING if name in departments}
    tasks = [(planned, name) for planned in _PLANNED for name, count in leading.items() for _ in range(count)]
    return Register(INSPECTIONS).add_all(
        _task(number, name, planned, [other for other in leading if other != name], rng)
        for number, (planned, name) in enumerate(tasks, start=1)
    )


def _task(
    number: int, department: str, planned: int, others: list[str], rng: np.random.Generator
) -> list[Any]:
    """Done mostly ahead of its day; one department is behind, another publishes late."""
    late = department == _BEHIND_PLAN and planned > day(2025, 12, 31)
    checked = planned + int(rng.integers(-34, 3)) + (60 if late and rng.random() < 0.6 else 0)
    checked = by_now(int(calendar_arrays.before(np.array(checked + 1), np.array(0))))
    if late and rng.random() < 0.35:
        checked = NEVER
    waits = int(rng.integers(18, 40) if department == _LATE_PUBLISHER else rng.integers(3, 22))
    published = by_now(day_after(checked, waits)) if checked != NEVER and rng.random() < 0.97 else NEVER
    joint = rng.random() < 0.24 + 0.1 * (planned > day(2025, 12, 31))
    pool = int(rng.integers(180, 2_400))
    drawn = max(4, int(pool * rng.uniform(0.02, 0.05)))
    looked_at = drawn - int(rng.integers(0, 2)) if checked != NEVER else None
    found = int(rng.binomial(looked_at, 0.16)) if looked_at else None
    closed = None if found is None else int(rng.binomial(found, 0.74 if planned > day(2026, 3, 1) else 0.97))
    code = f"SSJ{calendar_arrays.to_date(planned):%Y%m}{number:03d}"
    partners = "、".join(rng.choice(others, 2, replace=False)) if joint and len(others) > 1 else ""
    counts = [pool, drawn, int(rng.integers(2, 9))]
    return [code, department, joint, partners, *counts, planned, checked, published, looked_at, found, closed]


# published decisions --------------------------------------------------------------------------

_DECISIONS: Final = 900
_DECIDED_FROM: Final = day(2025, 11, 1)


def _disclosures(items: pd.DataFrame, rng: np.random.Generator) -> Register:
    """Licences by the bureau, published by its system; penalties by the departments, by hand."""
    decided = np.sort(rng.integers(_DECIDED_FROM, LAST_DAY - 1, _DECISIONS))
    about = rng.choice(len(items), _DECISIONS, p=_weight(items))
    register = Register(DISCLOSURES)
    for number, (when, place) in enumerate(zip(decided.tolist(), about.tolist(), strict=True), start=1):
        item = items.iloc[place]
        penalty = rng.random() < 0.38
        signed = item["signed_on"] != NEVER and item["signed_on"] <= when
        body = item["department"] if penalty or not signed else BUREAU
        kind, sign, code = ("行政处罚", "罚", "") if penalty else ("行政许可", "许", item["item_code"])
        document = f"示{sign}决〔{calendar_arrays.to_date(when).year}〕{number:04d}号"
        register.add(document, kind, body, code, when, _publication(when, body, penalty, rng))
    return register


def _publication(decided: int, body: str, penalty: bool, rng: np.random.Generator) -> int:
    """The system publishes at once; hands forget, and one department forgets often."""
    forgotten = 0.2 if body == _LATE_PUBLISHER else 0.035 if penalty else 0.004
    if rng.random() < forgotten:
        return NEVER
    if body == _LATE_PUBLISHER:
        return by_now(day_after(decided, int(rng.integers(4, 21))))
    return by_now(day_after(decided, int(rng.integers(1, 10 if penalty else 5))))


def _weight(items: pd.DataFrame) -> NDArray[np.float64]:
    """Busy departments decide more; the one that publishes late is busy as well."""
    busy = items["busy"].to_numpy(float) * np.where(items["department"] == _LATE_PUBLISHER, 3.0, 1.0)
    return np.asarray(busy / busy.sum())
