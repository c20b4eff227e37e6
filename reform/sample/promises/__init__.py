"""What the reform promised around its items and cases: one module a subject, each writes its own files."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pandas as pd

from reform.sample.promises import (
    changes,
    credit,
    flow,
    handoffs,
    meeting,
    people,
    problems,
    service,
    sharing,
    supervision,
    transfers,
    voices,
    window,
)

# name of a file → what is in it; one line of the sample's README
FILES: Final[dict[str, str]] = {
    **changes.FILES,
    **credit.FILES,
    **flow.FILES,
    **meeting.FILES,
    **people.FILES,
    **problems.FILES,
    **handoffs.FILES,
    **service.FILES,
    **sharing.FILES,
    **supervision.FILES,
    **transfers.FILES,
    **voices.FILES,
    **window.FILES,
}
WRITERS: Final[tuple[Callable[[Path, pd.DataFrame, int], list[Path]], ...]] = (
    changes.write,
    credit.write,
    flow.write,
    meeting.write,
    people.write,
    problems.write,
    service.write,
    sharing.write,
    supervision.write,
    transfers.write,
    voices.write,
    window.write,
)


def write(folder: Path, items: pd.DataFrame, seed: int) -> list[Path]:
    """Write every file about the planned ``items`` (see ``transfers.plan``) and return their paths."""
    return [path for writer in WRITERS for path in writer(folder, items, seed)]
