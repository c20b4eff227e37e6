"""Start-ups that became fast, and projects of three kinds.

Known to be true: start-ups take some 6 working days before the first transfer and some 1.5 at the end; in
``TROUBLE`` the tax system was moved and invoices waited; ``ABANDONED`` start-ups never got theirs.
"""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample import calendar_arrays, county
from reform.sample.calendar_arrays import FIRST_DAY, LAST_DAY, NEVER, Days, day
from reform.sample.registers.register_writer import Register, as_typed
from reform.sample.transfers import SPRING_FESTIVALS

STARTUPS, PROJECTS = FILES = ("企业开办台账.xlsx", "项目立项台账.csv")
_STREAM: Final = 60

HOW_MANY, ABANDONED = 2_400, 30
TROUBLE: Final = (day(2025, 9, 1), day(2025, 9, 30))
# What a step takes after registration, as a share of the whole, and how many start-ups go through it.
_AFTER_REGISTRATION: Final = ((0.16, 1.0), (0.38, 1.0), (0.1, 0.82), (0.12, 0.55), (0.3, 0.7))

# kind, how many, working days before the first transfer and at the end
KINDS: Final = (("备案", 340, 2.6, 0.6), ("核准", 90, 15.0, 8.0), ("审批", 100, 20.0, 11.0))
LOST: Final = 6  # projects that have waited for a decision for a year


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """Both files; returns their paths."""
    started, approved = (calendar_arrays.random(seed, _STREAM + n) for n in range(2))
    signed = items["signed_on"].to_numpy()
    began = int(signed[signed != NEVER].min())
    return [_startups(began, started).write(folder), _projects(began, approved).write(folder)]


def _faster(when: Days, began: int, before: float, after: float) -> NDArray[np.float64]:
    """The mean on a day: as before until the first transfer, then falling, most of it in the first year."""
    passed = np.maximum(when - began, 0)
    return after + (before - after) * np.exp(-passed / 230)


def _working_days(rng: np.random.Generator, count: int) -> Days:
    """Sorted days of application: few around Spring Festival, more every year."""
    opened = np.arange(FIRST_DAY, LAST_DAY + 1)
    opened = opened[calendar_arrays.worked()[opened]]
    weight = 1 + 0.5 * (opened - FIRST_DAY) / (LAST_DAY - FIRST_DAY)
    for start, end in SPRING_FESTIVALS:
        weight = np.where((opened >= start) & (opened <= end), 0.25, weight)
    evenly = (np.arange(count) + rng.random(count)) / count
    return np.asarray(opened[np.searchsorted(np.cumsum(weight) / weight.sum(), evenly)])


def _took(rng: np.random.Generator, mean: NDArray[np.float64]) -> Days:
    """Whole working days around a mean, with the long tail of real ones."""
    return calendar_arrays.stochastic_round(rng, rng.gamma(1.8, mean / 1.8))


def _startups(began: int, rng: np.random.Generator) -> Register:
    applied = _working_days(rng, HOW_MANY)
    whole = _faster(applied, began, 6.6, 1.2)
    registered = calendar_arrays.after(applied, _took(rng, 0.45 * whole))
    steps = [registered]
    for share, chance in _AFTER_REGISTRATION:
        done = calendar_arrays.after(registered, _took(rng, share * whole))
        steps.append(np.where(rng.random(HOW_MANY) < chance, done, NEVER))
    moved = (applied >= TROUBLE[0]) & (applied <= TROUBLE[1])
    steps[2] = np.where(moved, calendar_arrays.after(steps[2], 2 + rng.integers(0, 5, HOW_MANY)), steps[2])
    steps[2][rng.choice(HOW_MANY - 100, ABANDONED, replace=False)] = NEVER
    steps = [np.where(done > LAST_DAY, NEVER, done) for done in steps]
    forms = rng.integers(0, 3, HOW_MANY)
    register = Register(STARTUPS)
    for n, days in enumerate(zip(applied, *steps, strict=True)):
        number = f"QK{calendar_arrays.to_date(applied[n]):%Y%m}{n + 1:05d}"
        register.add(number, *(as_typed(day, int(forms[n])) for day in days))
    return register


def _projects(began: int, rng: np.random.Generator) -> Register:
    rows: list[tuple[int, str, int]] = []
    for kind, count, before, after in KINDS:
        accepted = _working_days(rng, count)
        decided = calendar_arrays.after(accepted, _took(rng, _faster(accepted, began, before, after)))
        decided[decided > LAST_DAY] = NEVER
        rows += [(int(a), kind, int(d)) for a, d in zip(accepted, decided, strict=True)]
    rows.sort()
    old = [n for n, (accepted_on, _kind, _decided) in enumerate(rows) if accepted_on < day(2025, 10, 1)]
    lost = set(rng.choice(old, LOST, replace=False).tolist())
    register = Register(PROJECTS)
    for n, (accepted_on, kind, decided_on) in enumerate(rows):
        number = f"{calendar_arrays.to_date(accepted_on):%y%m}-{county.REGION}-04-01-{100_000 + 7 * n}"
        register.add(number, kind, accepted_on, NEVER if n in lost else decided_on)
    return register
