"""Who does something, and by which way: what the event log and the journal write down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """``name`` as typed; None is the system's user. ``via``: ``command_line``, ``page`` or ``program``."""

    name: str | None = None
    via: str | None = None


COMMAND_LINE = Actor(via="command_line")
PROGRAM = Actor(via="program")


def on_page(name: str | None) -> Actor:
    """Who acts on a page, under the name typed there."""
    return Actor(name, "page")
