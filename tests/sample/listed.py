"""The sample's items and stages with registers beside them, loaded the ordinary way."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from reform import sample
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import load
from reform.sample import county, transfers, workbooks
from reform.storage import Warehouse

LAST = date(2026, 10, 31)


def loaded(folder: Path, registers: Iterable[Path]) -> Warehouse:
    """A warehouse in the folder; no row is refused, and no file."""
    items = transfers.plan(county.items(sample.SEED), sample.SEED)
    workbooks.write_items(folder / "items.xlsx", items)
    workbooks.write_stages(folder / "stages.xlsx", transfers.stages(items, sample.SEED))
    paths = [folder / "items.xlsx", folder / "stages.xlsx", *registers]
    warehouse = Warehouse(folder / "warehouse")
    report = load(warehouse, [Source(p.name, p) for p in paths], Options(), today=LAST + timedelta(1))
    assert (report.rejects, report.problems) == ([], [])
    assert report.snapshot
    return warehouse
