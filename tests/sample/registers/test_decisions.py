"""The sample's decisions: they load without a refused row; most are done, some late, some carried over."""

from datetime import date, timedelta
from pathlib import Path

from reform import sample
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics.query import Scope, ask
from reform.pipeline.load import load
from reform.sample import county, transfers
from reform.sample.registers import decisions
from reform.storage import Warehouse

LAST = date(2026, 10, 31)


def test_decisions_done_late_and_carried_over(tmp_path: Path) -> None:
    items = transfers.plan(county.items(sample.SEED), sample.SEED)
    paths = decisions.write(tmp_path, items, sample.SEED)
    assert [path.read_bytes() for path in decisions.write(tmp_path, items, sample.SEED)] == [
        path.read_bytes() for path in paths
    ]
    warehouse = Warehouse(tmp_path / "warehouse")
    report = load(warehouse, [Source(p.name, p) for p in paths], Options(), today=LAST + timedelta(1))
    assert (report.rejects, report.problems) == ([], [])
    with warehouse.open() as connection:
        done, late = (ask(connection, code, Scope(LAST)).iloc[0] for code in ("M01", "M02"))
        first = ask(connection, "M01", Scope(date(2025, 3, 18))).iloc[0]
    assert done["n"] == len(decisions.MEETINGS) * decisions.EACH
    assert 50 < done["value"] < 90
    assert done["carried_over"] >= 5
    assert late["value"] >= 5
    assert (first["n"], first["numerator"], first["carried_over"]) == (decisions.EACH, 0, 0)
