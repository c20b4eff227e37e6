"""What each incoming table must contain: one TOML file a dataset, read here.

From a declaration come the header matching, the parsing, the table in DuckDB, the template a user
downloads and the data dictionary. Nothing else in the program knows a dataset's columns by heart
except the SQL that uses them.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reform.common.text import FOOTNOTE

FOLDER = Path(__file__).with_name("datasets")

# What a declared type becomes in DuckDB. A duration becomes three columns: days, unit and kind.
STORED_AS = {
    "code": "VARCHAR",
    "text": "VARCHAR",
    "free_text": "VARCHAR",
    "choice": "VARCHAR",
    "indicator": "VARCHAR",
    "indicators": "VARCHAR",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "duration": "DOUBLE",
    "duration_days": "DOUBLE",
    "figure": "DOUBLE",
    "score": "DOUBLE",
    "count": "INTEGER",
    "batch": "INTEGER",
    "depth": "INTEGER",
    "level": "INTEGER",
    "yes_no": "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column. ``ahead``: the day may lie in the future (a plan, a due date). ``said_in``: the
    column whose words may answer this one (默认好评 in the level says that it was given by default).
    ``of_person``: the code of a person, which some write as a phone number; that is refused. ``own``: a
    number that each source system gives by itself, so that two systems may give the same one."""

    name: str
    header: str
    type: str
    means: str
    also: tuple[str, ...] = ()
    required: bool = False
    codes: str | None = None
    unit: str | None = None
    unit_of: str | None = None
    ahead: bool = False
    month: str | None = None
    said_in: str | None = None
    of_person: bool = False
    own: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the column answers to, best first; the English name is one of them."""
        return (self.header, self.name, *self.also)


@dataclass(frozen=True, slots=True)
class Field:
    """One stored column: its name and DuckDB type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """One declared table. ``key`` identifies a row; ``identity`` lists the columns a correction may not
    change all at once (docs/adr/0001); ``one_of`` lists columns of which one must be filled;
    ``period`` is the day by which a period of it can be exported again and replaced; after ``max_age`` days
    without news it is stale, and ``owner`` owes the next file (both: reform/metrics/freshness.py)."""

    name: str
    title: str
    means: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    key_is_first_given: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()
    period: str | None = None
    max_age: int | None = None
    owner: str = ""

    def column(self, name: str) -> Column:
        """The declared column of that name; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def number(self) -> str:
        """The column a person calls a row by: the number its source gives, else the first of the key."""
        own = [name for name in (*self.key_is_first_given, *self.key) if self.column(name).own]
        return (own or self.key)[0]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The stored columns in order."""
        fields: list[Field] = []
        for column in self.columns:
            if column.unit_of is not None:
                continue  # stored beside its duration
            fields.append(Field(column.name, STORED_AS[column.type]))
            if column.type == "duration":
                stem = column.name.removesuffix("_days")
                fields += [Field(f"{stem}_unit", "VARCHAR"), Field(f"{stem}_kind", "VARCHAR")]
        return tuple(fields)


def _column(declared: dict[str, Any]) -> Column:
    return Column(**{**declared, "also": tuple(declared.get("also", ()))})


def _dataset(path: Path) -> Dataset:
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    return Dataset(
        name=declared["name"],
        title=declared["title"],
        means=declared["means"],
        key=tuple(declared["key"]),
        identity=tuple(declared.get("identity", ())),
        columns=tuple(map(_column, declared["column"])),
        key_is_first_given=tuple(declared.get("key_is_first_given", ())),
        one_of=tuple(map(tuple, declared.get("one_of", ()))),
        period=declared.get("period"),
        max_age=declared.get("max_age"),
        owner=declared["owner"],
        in_order=tuple((earlier, later) for earlier, later in declared.get("in_order", ())),
    )


# As a county fills them: first the items and their cases, then what was promised around them.
_ORDER = (
    *("items", "stages", "cases", "pauses", "ratings", "case_counts"),
    *("plan_changes", "disputes", "decisions", "item_versions", "targets"),
    *("centre", "hall", "steps", "notices", "complaints"),
    *("trainings", "exams", "assessments", "surveys", "letters", "outreach"),
    *("startups", "projects", "interfaces", "interface_calls", "interface_items"),
    *("problems", "measures", "milestones", "sheet_lines"),
    *("handoffs", "inspections", "disclosures", "commitments", "risk_hits"),
    *("credit_grades", "credit_measures"),
    *("departments", "calendar"),
)


@cache
def datasets() -> dict[str, Dataset]:
    """All declared datasets by name, the ones a county starts with first."""
    found = {dataset.name: dataset for dataset in map(_dataset, sorted(FOLDER.glob("*.toml")))}
    return {name: found[name] for name in sorted(found, key=lambda name: [*_ORDER, name].index(name))}


# Bounded: a head full of opening brackets is not searched to its end from each of them.
_BRACKETS = re.compile(r"[（(\[【][^）)\]】]{0,200}+[）)\]】]")
_NOISE = re.compile(r"[\s*:：·、,，/_＿-]+")


@cache
def header_key(header: str) -> str:
    """What headers are compared by: NFKC, no spaces, no brackets with their content, no marks."""
    plain = unicodedata.normalize("NFKC", FOOTNOTE.sub("", header))
    plain = re.sub("[\u200b-\u200f\ufeff\u00ad]", "", plain)
    return _NOISE.sub("", _BRACKETS.sub("", plain)).casefold()


def header_note(header: str) -> str:
    """What stands in a header's brackets, such as the unit in 承诺时限（工作日）."""
    return " ".join(part[1:-1] for part in _BRACKETS.findall(unicodedata.normalize("NFKC", header)))
