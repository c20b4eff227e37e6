"""A large workbook through ingest, beside calamine alone, which only hands over the cells."""

from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import check
from reform.storage import Warehouse
from tools.benchmarks.loading import READ_ON


def ingest(path: Path, nowhere: Path) -> dict[str, Any]:
    """Check the workbook against an empty warehouse: read, matched, parsed, judged."""
    report = check(Warehouse(nowhere), [Source(path.name, path)], Options(), today=READ_ON)
    if report.refused:
        raise SystemExit(f"{path.name} refused: {report.problems or report.rejects[:3]}")
    return {"rows": report.balance.accepted_new}


def calamine(path: Path) -> dict[str, Any]:
    """All cells of the sheet as Python values."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return {"rows": len(rows), "columns": len(rows[0])}
