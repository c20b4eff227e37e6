"""Which department a name stands for on a day.

First the county's own table (the dataset ``departments``), then the standard names in it, then the forms
every county uses (``departments.toml``); each may hold for a time only. A region in front goes
(``regions``). Nothing is guessed: a name that none of them knows stands for itself.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reform.regions import Regions, splits
from reform.values.text import squeeze
from reform.workdays import FIRST_DAY, LAST_DAY

SHIPPED = Path(__file__).with_name("departments.toml")


class Form(NamedTuple):
    """A shipped form of a standard name; a former one held until that day."""

    standard: str
    until: date = LAST_DAY


class Mapped(NamedTuple):
    """A row of the county's table: from when until when a name stands for which department."""

    alias: str
    standard: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the row counts on a day."""
        return (self.valid_from or FIRST_DAY) <= day <= (self.valid_to or LAST_DAY)

    @property
    def age(self) -> tuple[date, str]:
        """Of two rows that hold, the one that began later counts."""
        return self.valid_from or FIRST_DAY, self.standard


class Department(NamedTuple):
    """What makes a department one: its standard name, squeezed, and the region if it is not the county's."""

    standard: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The department a name stands for. ``current``: its name on the screen may be this one."""

    department: Department
    known: bool = True
    current: bool = True


@cache
def shipped() -> dict[str, Form]:
    """Every shipped form, squeezed, with the standard name it stands for."""
    forms: dict[str, Form] = {}
    for entry in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["department"]:
        named = dict.fromkeys((entry["name"], *entry.get("also", ())), Form(entry["name"]))
        if former := entry.get("former"):
            until = date(former["until"], 12, 31)
            named |= dict.fromkeys(former["names"], Form(entry["name"], until))
        forms |= {squeeze(name): form for name, form in named.items()}
    return forms


class Names:
    """Which department a name stands for on a day."""

    def __init__(self, given: Sequence[str], mapped: Sequence[Mapped]) -> None:
        self._rows: dict[str, list[Mapped]] = defaultdict(list)
        for row in sorted(mapped, key=lambda row: row.age, reverse=True):
            self._rows[squeeze(row.alias)].append(row)
        self._standards = {squeeze(row.standard) for row in mapped}
        every = {squeeze(name) for name in given} | {*self._rows, *self._standards}
        self._regions = Regions(
            region
            for name in every
            if name not in shipped()
            for region, office in splits(name)
            if office in shipped() or office in self._rows
        )

    def find(self, name: str, day: date) -> Found:
        """Follows the county's table as far as it leads, then the shipped one."""
        path = [squeeze(name)]
        while row := next(
            (row for row in self._table(path[-1], first=len(path) == 1) if row.holds(day)), None
        ):
            step = squeeze(row.standard)
            if step in path:  # a department of its own; or a circle, which is one department
                return Found(Department(min(path[path.index(step) :])), current=False)
            path.append(step)
        led = len(path) > 1
        found = self._shipped(path[-1], day) or Found(
            Department(path[-1]), known=led or path[-1] in self._standards
        )
        return replace(found, current=found.current and not led)

    def changes(self, name: str) -> list[date]:
        """The days on which the name may come to stand for something else, the first of all included."""
        days, seen, ahead = {FIRST_DAY}, set[str](), [squeeze(name)]
        while ahead:
            step = ahead.pop()
            seen.add(step)
            for row in self._table(step, first=len(seen) == 1):
                days |= {row.valid_from or FIRST_DAY, _next(row.valid_to)}
                ahead += {squeeze(row.standard)} - seen
            days |= {_next(shipped()[office].until) for _, office in readings(step) if office in shipped()}
        return sorted(day for day in days if FIRST_DAY <= day <= LAST_DAY)

    def is_remapped(self, standard: str, day: date) -> bool:
        """Whether the county's table leads on from one of its standard names."""
        return any(
            row.holds(day) and squeeze(row.standard) != squeeze(standard)
            for row in self._rows.get(squeeze(standard), ())
        )

    def _table(self, key: str, *, first: bool) -> list[Mapped]:
        """The county's rows for a name; a region in front goes only where the name itself is not there."""
        if key in self._rows or not first or key in self._standards:
            return self._rows.get(key, [])
        offices = (office for region, office in splits(key) if not self._regions.of(region))
        return next((self._rows[office] for office in offices if office in self._rows), [])

    def _shipped(self, key: str, day: date) -> Found | None:
        for region, office in readings(key):
            form = shipped().get(office)
            if form is None or day > form.until or (form.until < LAST_DAY and key in self._standards):
                continue
            department = Department(squeeze(form.standard), self._regions.of(region) if region else "")
            return Found(department, current=form.until == LAST_DAY)
        return None


def readings(key: str) -> Iterator[tuple[str, str]]:
    """Every way to read a name as a region and an office: first as it stands."""
    yield "", key
    yield from splits(key)


def _next(day: date | None) -> date:
    return date.max if day is None or day >= LAST_DAY else day + timedelta(1)
