"""What a county decides for itself: its name, its targets, where a state turns from 正常 to 滞后."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reform import ROOT

SOURCE = ROOT / "data" / "settings.toml"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """At or above ``normal`` is 正常, below ``late`` is 滞后, between them 预警."""

    normal: float
    late: float


@dataclass(frozen=True, slots=True)
class Settings:
    """County name, targets by indicator code (in the indicator's unit), thresholds."""

    county: str
    targets: dict[str, float]
    progress: Thresholds
    on_time: Thresholds


class WrongSettings(ValueError):
    """The file cannot be read as settings; the text names the entry or the line."""


# What holds where the county has not decided, or its file cannot be read.
STANDARD = Settings("本县", {}, Thresholds(0.0, -10.0), Thresholds(99.0, 95.0))


def settings(source: Path = SOURCE) -> Settings:
    """The settings as they stand in the file now; raises ``WrongSettings``. What is left out is standard."""
    try:
        declared = tomllib.loads(source.read_text(encoding="utf-8"))
        return Settings(
            county=str(declared.get("county", STANDARD.county)),
            targets={code: float(value) for code, value in declared.get("targets", {}).items()},
            progress=_thresholds(declared.get("progress", {}), STANDARD.progress),
            on_time=_thresholds(declared.get("on_time", {}), STANDARD.on_time),
        )
    except (OSError, ValueError, TypeError, AttributeError) as problem:
        raise WrongSettings(str(problem)) from problem


def _thresholds(declared: dict[str, Any], standard: Thresholds) -> Thresholds:
    return Thresholds(
        float(declared.get("normal", standard.normal)), float(declared.get("late", standard.late))
    )
