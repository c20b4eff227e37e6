"""What a county decides for itself: its name, its targets, where a state turns from 正常 to 滞后."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

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


def settings(source: Path = SOURCE) -> Settings:
    """The settings as they stand in the file now."""
    declared = tomllib.loads(source.read_text(encoding="utf-8"))
    return Settings(
        county=declared["county"],
        targets=declared["targets"],
        progress=Thresholds(**declared["progress"]),
        on_time=Thresholds(**declared["on_time"]),
    )
