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
    handoffs,
    item_changes,
    one_window,
    problems,
    service_hall,
    staff,
    supervision,
)

# name of a file → what is in it; one line of the sample's README
FILES: Final[dict[str, str]] = {
    **item_changes.FILES,
    **credit.FILES,
    **business_setup.FILES,
    **decisions.FILES,
    **staff.FILES,
    **problems.FILES,
    **handoffs.FILES,
    **service_hall.FILES,
    **data_sharing.FILES,
    **supervision.FILES,
    **bottlenecks.FILES,
    **feedback.FILES,
    **one_window.FILES,
}
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
