"""A small sample county, written and loaded once for all tests that only look at it."""

from datetime import date
from pathlib import Path

import pytest

from reform import sample
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import load
from reform.sample import files
from reform.sample.registers import (
    credit,
    data_sharing,
    feedback,
    handoffs,
    one_window,
    service_hall,
    staff,
    supervision,
)
from reform.storage import Warehouse

TODAY = date(2026, 11, 23)
LOADED = {
    *(files.ITEMS, files.STAGES, files.CASES, service_hall.CENTRE, handoffs.HANDOFFS),
    *(*credit.FILES, *data_sharing.FILES, *feedback.FILES, *one_window.FILES, *staff.FILES),
    *supervision.FILES,
}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of 3,000 cases and seed 7."""
    return sample.write(tmp_path_factory.mktemp("small") / "files", cases=3_000, seed=7)


@pytest.fixture(scope="session")
def county(written: list[Path]) -> Warehouse:
    """The same with the registers loaded. No row of theirs is refused, and no file."""
    warehouse = Warehouse(written[0].parent.parent / "warehouse")
    sources = [Source(path.name, path) for path in written if path.name in LOADED]
    assert {source.name for source in sources} == LOADED
    report = load(warehouse, sources, Options(), today=TODAY)
    assert not report.refused, (report.problems, report.rejects[:3])
    assert sum(table.result.rejected for table in report.tables) == 0
    return warehouse
