"""How one source system names its columns and codes its values, so that its files load as they are.

A profile is a TOML file in ``data/profiles``: header → column, value → code, constants for what the
source never writes, the time zone of its clocks, its satisfaction coding and which calendar counts.
Those an operator makes by mapping columns lie beside the warehouse; each carries the set of headers it was
made for and is used by itself when they come again (``saved``, ``save``, ``forget``).
"""

from reform.schema.profiles.declared import (
    FOLDER,
    Profile,
    UnknownProfile,
    WrongProfile,
    available,
    load,
    titles,
)
from reform.schema.profiles.saved import forget, name_for, save, saved, unusable

__all__ = [
    "FOLDER",
    "Profile",
    "UnknownProfile",
    "WrongProfile",
    "available",
    "forget",
    "load",
    "name_for",
    "save",
    "saved",
    "titles",
    "unusable",
]
