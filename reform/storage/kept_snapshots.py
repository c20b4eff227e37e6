"""Which snapshots of a county can still be looked at: "as the leading group saw it on the 6th"."""

from dataclasses import dataclass
from datetime import datetime

from reform.storage import Warehouse


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot whose file is still there. ``undone``: it lies on no line that leads to the current one."""

    id: str
    published_at: datetime
    undone: bool
    name: str = ""


def kept(warehouse: Warehouse) -> list[Kept]:
    """The kept snapshots, the newest first."""
    in_use = warehouse.in_use()
    return [
        Kept(one.id, datetime.fromisoformat(one.published_at), one.id not in in_use)
        for one in reversed(warehouse.history())
        if warehouse.path(one.id).exists()
    ]
