"""What the reform promised around its items and cases: one module a subject, each writes its own files."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pandas as pd

from reform.sample.registers import (
    bottlenecks,
    business_setup,
    credit,
    data_sharing,
    decisions,
    feedback,
    item_changes,
    one_window,
    problems,
    service_hall,
    staff,
    supervision,
)

WRITERS: Final[tuple[Callable[[Path, pd.DataFrame, int], list[Path]], ...]] = (
    item_changes.write,
    credit.write,
    business_setup.write,
    decisions.write,
    staff.write,
    problems.write,
    service_hall.write,
    data_sharing.write,
    supervision.write,
    bottlenecks.write,
    feedback.write,
    one_window.write,
)


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """Write every file about the planned ``items`` (see ``sample.transfers.plan``) and return their paths."""
    return [path for writer in WRITERS for path in writer(folder, items, seed)]
