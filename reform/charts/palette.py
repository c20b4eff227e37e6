"""The colours of the two themes: one ink for "us", grey for plan and past, two that ask for somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme."""

    ink: str
    mid: str
    plan: str
    faint: str
    amber: str
    vermilion: str
    text: str
    muted: str
    grid: str


LIGHT = Palette(
    ink="#1d4e79",
    mid="#6d9bc7",
    plan="#8a8f94",
    faint="#c9d3dc",
    amber="#b86e00",
    vermilion="#b3402f",
    text="#1f2933",
    muted="#5c6670",
    grid="#e4e6e0",
)
DARK = Palette(
    ink="#6fb1e6",
    mid="#4d80ad",
    plan="#9aa4ad",
    faint="#3d4b59",
    amber="#e0a030",
    vermilion="#e5735f",
    text="#e8ecef",
    muted="#a3adb6",
    grid="#2a343f",
)
