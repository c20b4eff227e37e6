"""One text cell → a value, or the rule it breaks and what to say about it. Pure functions.

Every parser takes the text of one cell and returns ``Parsed`` (a value, perhaps ``None`` for a cell
that honestly says nothing) or ``Refused`` (a rule of ``reform.schema.messages`` and what its sentence needs).
A parser never guesses: what can be read in two ways is refused.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """An accepted value; ``flags`` name what a careful reader would want to know about it."""

    value: Any
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused cell: the rule's name in ``reform.schema.messages`` and the words its sentence needs."""

    rule: str
    words: dict[str, str] = field(default_factory=dict)


Reading = Parsed | Refused
