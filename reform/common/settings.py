"""What a county decides for itself: its name, its targets, where a state turns from 正常 to 滞后."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reform import ROOT
from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.common.sign_in_settings import SignIn, sign_in
from reform.common.toml_files import parsed, text_of

DEFAULT_WAREHOUSE = ROOT / "data" / "warehouse"
SOURCE = Path(os.environ.get("REFORM_SETTINGS", ROOT / "data" / "settings.toml"))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """At or above ``normal`` is 正常, below ``late`` is 滞后, between them 预警."""

    normal: float
    late: float


@dataclass(frozen=True, slots=True)
class Keep:
    """How many snapshots stay: the last ones, and the newest of each of the last weeks that have one. How
    many files of the event log, 1 MB each."""

    last: int
    weeks: int
    logs: int = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """County name, targets by indicator code (in the indicator's unit), thresholds; by dataset: after how
    many days without news it is stale (0: never), and who owes the next file; left out: as it declares.
    Then, how many per cent of its target a figure may be short of it and still be 预警, how many snapshots
    and logs are kept, and how users sign in."""

    county: str
    targets: dict[str, float]
    progress: Thresholds
    on_time: Thresholds
    max_age: dict[str, int] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    short_at_most: float = 10.0
    keep: Keep = Keep(last=10, weeks=520)
    sign_in: SignIn = field(default_factory=SignIn)


class WrongSettings(ReformError):
    """The file cannot be read as settings; ``what`` names the entry or the line."""

    def __init__(self, what: str) -> None:
        message = mark("data/settings.toml is wrong ({what}); the program's own settings are used.")
        super().__init__(message, what=what)
        self.what = what


# What holds where the county has not decided, or its file cannot be read.
STANDARD = Settings("本县", {}, Thresholds(0.0, -10.0), Thresholds(99.0, 95.0))


def settings(source: Path = SOURCE) -> Settings:
    """The settings as they stand in the file now; raises ``WrongSettings``. What is left out is standard."""
    try:
        return _settings(text_of(source))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError) as problem:
        raise WrongSettings(str(problem)) from problem


def _settings(text: str) -> Settings:
    declared = parsed(text)
    against = declared.get("against_target", {})
    return Settings(
        county=str(declared.get("county", STANDARD.county)),
        targets={code: float(value) for code, value in declared.get("targets", {}).items()},
        progress=_thresholds(declared.get("progress", {}), STANDARD.progress),
        on_time=_thresholds(declared.get("on_time", {}), STANDARD.on_time),
        max_age={name: int(days) for name, days in declared.get("max_age", {}).items()},
        owners={name: str(owner) for name, owner in declared.get("owners", {}).items()},
        short_at_most=float(against.get("short_at_most", STANDARD.short_at_most)),
        keep=_keep(declared.get("keep", {})),
        sign_in=sign_in(declared.get("sign_in", {})),
    )


def known_settings(source: Path = SOURCE) -> Settings:
    """The settings, or the program's own while the file is wrong; the pages and the doctor tell of that."""
    try:
        return settings(source)
    except WrongSettings:
        return STANDARD


def sign_in_settings(source: Path = SOURCE) -> SignIn:
    """How users sign in. Raises ``WrongSettings`` where a file that is wrong may ask them to."""
    try:
        return settings(source).sign_in
    except WrongSettings:
        if _may_ask_to_sign_in(source):
            raise
        return STANDARD.sign_in


def _may_ask_to_sign_in(source: Path) -> bool:
    """Whether a file that cannot be read as settings names the table, in whatever encoding."""
    try:
        return source.is_file() and b"sign_in" in source.read_bytes().replace(b"\0", b"")
    except OSError:
        return True


def _thresholds(declared: dict[str, Any], standard: Thresholds) -> Thresholds:
    return Thresholds(
        float(declared.get("normal", standard.normal)), float(declared.get("late", standard.late))
    )


def _keep(declared: dict[str, Any]) -> Keep:
    keep = Keep(
        int(declared.get("last", STANDARD.keep.last)),
        int(declared.get("weeks", STANDARD.keep.weeks)),
        int(declared.get("logs", STANDARD.keep.logs)),
    )
    if keep.last < 1 or keep.weeks < 0 or keep.logs < 1:
        raise ValueError(f"keep: last = {keep.last}, weeks = {keep.weeks}, logs = {keep.logs}")
    return keep
