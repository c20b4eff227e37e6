"""Which department a name in a random county stands for, looked up row by row and day by day."""

from collections import Counter
from datetime import date, timedelta

from reform.common.workdays import FIRST_DAY, LAST_DAY
from tests.metrics.county import Alias, County

# What is shipped of the names the random counties use; whatever else they use is unknown.
STANDARD = {
    "公安局": "公安局",
    "水利局": "水利局",
    "水务局": "水利局",
    "县水利局": "水利局",
    "住建局": "住房和城乡建设局",
}
FORMER = {"规划局": ("自然资源和规划局", date(2019, 12, 31))}


def _holds(row: Alias, day: date) -> bool:
    return (row.valid_from or FIRST_DAY) <= day <= (row.valid_to or LAST_DAY)


class Departments:
    """A county's own table before the shipped names; each name in its time."""

    def __init__(self, county: County) -> None:
        self.rows = [row for row in county.departments if not row.withdrawn]
        held = [item.department for item in county.items]
        held += [item.supervising_department for item in county.items]
        self.listed = Counter(held)
        every = list(held)
        every += [case.department for case in county.cases]
        every += [rating.department for rating in county.ratings]
        every += [name for d in county.disputes for name in (d.department, d.other_department, d.owner)]
        every += [decision.owner for decision in county.decisions]
        every += [complaint.department for complaint in county.complaints]
        for table in ("trainings", "exams", "assessments", "surveys", "letters", "outreach"):
            every += [row.department for row in getattr(county, table)]
        every += [interface.department for interface in county.interfaces]
        every += [handoff.department for handoff in county.handoffs]
        every += [task.department for task in county.inspections]
        every += [decision.department for decision in county.disclosures]
        every += [commitment.department for commitment in county.commitments]
        every += [hit.department for hit in county.risk_hits]
        every += [grades.department for grades in county.credit_grades]
        every += [measures.department for measures in county.credit_measures]
        self.given = {name for name in every if name is not None}
        self._known: dict[tuple[str, date | None], str] = {}

    def shown(self, name: str | None, day: date | None) -> str | None:
        """The department's name on the screen; without a day as on the last day the name is known."""
        if name is None:
            return None
        if (name, day) not in self._known:
            standard, _ = self.stands_for(name, day or self._newest(name))
            self._known[name, day] = self._spelling(standard)
        return self._known[name, day]

    def stands_for(self, name: str, day: date) -> tuple[str, bool]:
        """What the department is, and whether anybody knows."""
        at, seen = name, [name]
        while row := self._row(at, day, first=len(seen) == 1):
            if row.standard in seen:
                return row.standard, True
            at = row.standard
            seen.append(at)
        if at in STANDARD:
            return STANDARD[at], True
        if at in FORMER and day <= FORMER[at][1] and not self._is_standard(at):
            return FORMER[at][0], True
        return at, len(seen) > 1 or self._is_standard(at)

    def _is_standard(self, name: str) -> bool:
        return any(row.standard == name for row in self.rows)

    def _row(self, name: str, day: date, *, first: bool) -> Alias | None:
        if first and not self._is_standard(name) and all(row.alias != name for row in self.rows):
            name = name.removeprefix("县")
        rows = [row for row in self.rows if row.alias == name and _holds(row, day)]
        return max(rows, key=lambda row: (row.valid_from or FIRST_DAY, row.standard), default=None)

    def _newest(self, name: str) -> date:
        turns = [row.valid_to or LAST_DAY for row in self.rows]
        turns += [row.valid_from - timedelta(1) for row in self.rows if row.valid_from]
        turns += [LAST_DAY, *(until for _, until in FORMER.values())]
        known = [day for day in turns if self.stands_for(name, day)[1]]
        return max(known, default=LAST_DAY)

    def _spelling(self, department: str) -> str:
        """As the county's table writes it, else as the item list mostly does, else the standard name."""
        typed: Counter[str] = Counter()
        for row in self.rows:
            day = row.valid_to or LAST_DAY
            onward = self._row(row.standard, day, first=False)
            ends_here = onward is None or onward.standard == row.standard
            if ends_here and self.stands_for(row.standard, day)[0] == department:
                typed[row.standard] += 1
        if typed:
            return min(typed, key=lambda name: (-typed[name], name))
        current = [name for name in self.given if self._is_called(name, department)]
        return min(current, key=lambda name: (-self.listed[name], name), default=department)

    def _is_called(self, name: str, department: str) -> bool:
        """Whether the name, at some time, is this department's by itself and not a former one."""
        if name in FORMER and FORMER[name][0] == department:
            return False
        turns = [FIRST_DAY, *(until + timedelta(1) for _, until in FORMER.values())]
        turns += [row.valid_from for row in self.rows if row.valid_from]
        turns += [row.valid_to + timedelta(1) for row in self.rows if row.valid_to]
        return any(
            self._row(name, day, first=True) is None and self.stands_for(name, day)[0] == department
            for day in turns
        )
