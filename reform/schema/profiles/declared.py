"""A profile as it is declared: what its TOML file may say, and reading one."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from reform import ROOT
from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.common.toml_files import read_toml
from reform.common.workdays import KINDS
from reform.schema.datasets import datasets, header_key

FOLDER = ROOT / "data" / "profiles"

_TEXTS = {"title", "dataset", "source", "calendar", "time_zone", "satisfaction"}
_TABLES = {"columns", "codes", "constants"}
_KINDS: dict[str, type] = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(_TABLES, dict),
    "headers": list,
}
_SOURCE = re.compile(r"[\w()（）-]{0,20}")  # what may stand before a number
_CHOICES = {"calendar": KINDS, "satisfaction": ("gb", "stars")}


class UnknownProfile(ReformError):
    """No profile has that name."""

    def __init__(self, name: str) -> None:
        message = mark("no profile {name}. Known: {known}")
        super().__init__(message, name=name, known=", ".join(available()))


class WrongProfile(ReformError):
    """The file is there, but ``entry`` is nothing a profile can say."""

    def __init__(self, name: str, entry: str) -> None:
        message = mark(
            "The profile {name} cannot be used: its entry {entry} is wrong. Compare it with {example}."
        )
        super().__init__(message, name=name, entry=entry, example="data/profiles/permits-nl.toml")
        self.entry = entry


@dataclass(frozen=True)
class Profile:
    """One source system. The default is a county's own files: nothing renamed, the law's calendar.

    ``source`` names the system where it gives its numbers by itself: it is put before them, so that those of
    two systems never meet. ``columns`` and ``headers`` hold header keys. With ``headers``, ``columns`` says
    all: what it does not name is not kept.
    """

    name: str = ""
    title: str = ""
    dataset: str | None = None
    calendar: str = "china"
    time_zone: ZoneInfo | None = None
    satisfaction: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    headers: frozenset[str] = frozenset()
    source: str = ""


def available() -> list[str]:
    """Names of the profiles shipped or saved."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def titles() -> dict[str, str]:
    """Name → title of the profiles that can be read; one that cannot is told when it is asked for."""
    readable: dict[str, str] = {}
    for name in available():
        with suppress(ReformError):
            readable[name] = load(name).title
    return readable


def load(name_or_path: str) -> Profile:
    """The profile of that name in ``data/profiles``, or in the file of that path."""
    path = Path(name_or_path)
    if path.suffix != ".toml" or not path.is_file():
        if path.name != name_or_path:  # a path that leads nowhere is no name
            raise UnknownProfile(name_or_path)
        path = FOLDER / f"{name_or_path}.toml"
    return read(name_or_path, path)


def read(name: str, path: Path) -> Profile:
    """The profile in a file; ``name`` is what an exception calls it."""
    declared = {"title": path.stem, **_toml(name, path)}
    wrong = _wrong_entry(declared)
    if wrong is not None:
        raise WrongProfile(name, wrong)
    columns, headers = declared.pop("columns", {}), frozenset(declared.pop("headers", ()))
    if not headers:  # written by hand: headers as the source has them, not their keys
        columns = {header_key(header): column for header, column in columns.items()}
    zone = declared.pop("time_zone", None)
    return Profile(
        name=path.stem,
        columns=columns,
        headers=headers,
        time_zone=ZoneInfo(zone) if zone else None,
        **declared,
    )


def _toml(name: str, path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except OSError as problem:
        raise UnknownProfile(name) from problem
    except ValueError as problem:  # no TOML, or no UTF-8
        raise WrongProfile(name, str(problem)) from problem


def _wrong_entry(declared: dict[str, Any]) -> str | None:
    """The first entry that no profile can have, or None."""
    for entry, said in declared.items():
        if entry not in _KINDS or not isinstance(said, _KINDS[entry]):
            return entry
        if said not in (datasets() if entry == "dataset" else _CHOICES.get(entry, (said,))):
            return f"{entry} = {said}"
    if not all(isinstance(header, str) for header in declared.get("headers", ())):
        return "headers"
    if not _SOURCE.fullmatch(declared.get("source", "")):
        return f"source = {declared['source']}"
    if not _is_zone(declared.get("time_zone")):
        return f"time_zone = {declared['time_zone']}"
    return _wrong_table(declared)


def _wrong_table(declared: dict[str, Any]) -> str | None:
    chosen = [datasets()[declared["dataset"]]] if "dataset" in declared else datasets().values()
    known = {column.name for dataset in chosen for column in dataset.columns}
    columns, codes, constants = (declared.get(entry, {}) for entry in ("columns", "codes", "constants"))
    for header, name in columns.items():
        if not isinstance(name, str) or name not in known:
            return f"columns.{header} = {name}"
    for name, said in constants.items():
        if name not in known or not isinstance(said, str):
            return f"constants.{name}"
    for name, said in codes.items():
        if (
            name not in known
            or not isinstance(said, dict)
            or not all(isinstance(c, str) for c in said.values())
        ):
            return f"codes.{name}"
    return None


def _is_zone(name: str | None) -> bool:
    try:
        return name is None or ZoneInfo(name) is not None
    except (KeyError, ValueError, OSError):
        return False
