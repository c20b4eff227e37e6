"""Which department a name stands for on a day.

First the county's own table (the dataset ``departments``), then the standard names in it, then the forms
every county uses (``departments.toml``); each may hold for a time only. A region in front goes
(``regions``). Nothing is guessed: a name that none of them knows stands for itself, and shipped forms of one
department that stand side by side in the item list, though some counties have a department of each, do too.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reform.common.text import squeeze
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.models.departments.regions import Regions, splits

SHIPPED = Path(__file__).with_name("departments.toml")


class Form(NamedTuple):
    """A shipped form of a standard name; a former one held until that day. ``group``: the forms it is one
    with where the standard name's forms stand for several departments."""

    standard: str
    until: date = LAST_DAY
    group: str = ""


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
class ResolvedName:
    """The department a name stands for. ``current``: its name on the screen may be this one."""

    department: Department
    known: bool = True
    current: bool = True


@cache
def shipped() -> dict[str, Form]:
    """Every shipped form, squeezed, with the standard name it stands for."""
    forms: dict[str, Form] = {}
    for entry in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["department"]:
        named = dict.fromkeys((entry["name"], *entry.get("aliases", ())), Form(entry["name"]))
        if former := entry.get("former"):
            until = date(former["until"], 12, 31)
            named |= dict.fromkeys(former["names"], Form(entry["name"], until))
        groups = {name: squeeze(group[0]) for group in entry.get("apart", ()) for name in group}
        forms |= {squeeze(name): form._replace(group=groups.get(name, "")) for name, form in named.items()}
    return forms


class DepartmentNames:
    """Which department a name stands for on a day. ``listed``: the names in the item list."""

    def __init__(self, given: Sequence[str], mapped: Sequence[Mapped], listed: Collection[str] = ()) -> None:
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
        self._groups = self._side_by_side(listed)

    @property
    def apart(self) -> list[tuple[str, ...]]:
        """The names of the item list that were kept apart, those that may be one department together."""
        return sorted(
            tuple(sorted(name for names in groups.values() for name in names))
            for groups in self._groups.values()
        )

    def _side_by_side(self, listed: Collection[str]) -> dict[Department, dict[str, list[str]]]:
        """Department → group → names, where the item list has several groups the county says nothing of."""
        found: dict[Department, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for name in sorted(listed):
            key = squeeze(name)
            if self._table(key, first=True) or key in self._standards:
                continue
            region, form = next(self._forms(key), ("", Form("")))
            if form.group:
                found[Department(squeeze(form.standard), region)][form.group].append(name)
        return {department: groups for department, groups in found.items() if len(groups) > 1}

    def find(self, name: str, day: date) -> ResolvedName:
        """Follows the county's table as far as it leads, then the shipped one."""
        path = [squeeze(name)]
        while row := next(
            (row for row in self._table(path[-1], first=len(path) == 1) if row.holds(day)), None
        ):
            step = squeeze(row.standard)
            if step in path:  # a department of its own; or a circle, which is one department
                return ResolvedName(Department(min(path[path.index(step) :])), current=False)
            path.append(step)
        led = len(path) > 1
        found = self._shipped(path[-1], day) or ResolvedName(
            Department(path[-1]), known=led or path[-1] in self._standards
        )
        return replace(found, known=found.known or led, current=found.current and not led)

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

    def _forms(self, key: str) -> Iterator[tuple[str, Form]]:
        """The shipped forms a name can be read as, each with its region if it is not the county's."""
        for region, office in readings(key):
            if office in shipped():
                yield self._regions.of(region) if region else "", shipped()[office]

    def _shipped(self, key: str, day: date) -> ResolvedName | None:
        for region, form in self._forms(key):
            department = Department(squeeze(form.standard), region)
            if department in self._groups:
                return ResolvedName(Department(form.group or department.standard, region), known=False)
            if day > form.until or (form.until < LAST_DAY and key in self._standards):
                continue
            return ResolvedName(department, current=form.until == LAST_DAY)
        return None


def readings(key: str) -> Iterator[tuple[str, str]]:
    """Every way to read a name as a region and an office: first as it stands."""
    yield "", key
    yield from splits(key)


def _next(day: date | None) -> date:
    return date.max if day is None or day >= LAST_DAY else day + timedelta(1)
