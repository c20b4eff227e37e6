"""How one source system names its columns and codes its values, so that its files load as they are.

A profile is a TOML file in ``data/profiles``: header → column, value → code, constants for what the
source never writes, the time zone of its clocks, its satisfaction coding and which calendar counts.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from reform import ROOT
from reform.datasets import header_key
from reform.workdays import KINDS

FOLDER = ROOT / "data" / "profiles"


class UnknownProfile(LookupError):
    """No profile has that name, or its file is not one."""


@dataclass(frozen=True)
class Profile:
    """One source system. The default is a county's own files: nothing renamed, the law's calendar."""

    name: str = ""
    title: str = ""
    dataset: str | None = None
    calendar: str = "china"
    time_zone: ZoneInfo | None = None
    satisfaction: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def available() -> list[str]:
    """Names of the profiles shipped or saved."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name_or_path: str) -> Profile:
    """The profile of that name in ``data/profiles``, or in the file of that path."""
    path = Path(name_or_path)
    if path.suffix != ".toml" or not path.is_file():
        path = FOLDER / f"{name_or_path}.toml"
    if Path(name_or_path).name != name_or_path and path.parent == FOLDER:
        raise UnknownProfile(name_or_path)
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        zone = declared.get("time_zone")
        profile = Profile(
            name=path.stem,
            title=declared.get("title", path.stem),
            dataset=declared.get("dataset"),
            calendar=declared.get("calendar", "china"),
            time_zone=ZoneInfo(zone) if zone else None,
            satisfaction=declared.get("satisfaction"),
            columns={header_key(header): column for header, column in declared.get("columns", {}).items()},
            codes=declared.get("codes", {}),
            constants=declared.get("constants", {}),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as problem:
        raise UnknownProfile(name_or_path) from problem
    if profile.calendar not in KINDS or profile.satisfaction not in (None, "gb", "stars"):
        raise UnknownProfile(name_or_path)
    return profile
