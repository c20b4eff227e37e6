"""Which county is on screen: the one that was loaded, or the sample county while nothing is.

The sample's snapshots live in a folder of their own, so that sample and real rows never mix.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reform import ROOT
from reform.aliases import SHIPPED
from reform.intake import Options
from reform.load import Progress, load, quiet
from reform.readers import Source
from reform.sql import MODELS
from reform.warehouse import Warehouse

DEFAULT_WAREHOUSE = ROOT / "data" / "warehouse"
SAMPLE_FILES = ROOT / "data" / "sample"
SAMPLE_WAREHOUSE = ROOT / "data" / "warehouse" / "sample"

# The day the sample files are read on: later than anything in them, and never the clock's.
SAMPLE_READ_ON = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class County:
    """A warehouse to read from; ``is_sample`` says so on every page, paper and export."""

    warehouse: Warehouse
    snapshot: str
    is_sample: bool

    @property
    def stamp(self) -> str:
        """Tells this snapshot from any other of the same number: a folder may be wiped or restored."""
        return f"{self.snapshot}@{self.warehouse.path(self.snapshot).stat().st_mtime_ns}"


def county(warehouse: Warehouse, progress: Progress = quiet) -> County:
    """The loaded county, or the sample county (built when missing or outdated) while nothing is loaded."""
    current = warehouse.current()
    if current is not None:
        return County(warehouse, current, is_sample=False)
    sample = prepare_sample(progress)
    return County(sample, sample.current() or "", is_sample=True)


def prepare_sample(progress: Progress = quiet) -> Warehouse:
    """The sample county's warehouse, loaded by the ordinary intake when its files or the models changed."""
    folder = SAMPLE_WAREHOUSE / _fingerprint()
    warehouse = Warehouse(folder)
    if warehouse.current() is None:
        files = [Source(path.name, path) for path in sample_files()]
        report = load(warehouse, files, Options(), today=SAMPLE_READ_ON, progress=progress)
        # Another session may have prepared it while this one waited: then nothing was new here.
        if warehouse.current() is None:
            reasons = [p.sentence for p in report.problems] + [r.rule for r in report.rejects[:5]]
            raise RuntimeError("the sample county does not load: " + "; ".join(reasons))
    return warehouse


def sample_files() -> list[Path]:
    """The committed files of the sample county."""
    return sorted(p for p in SAMPLE_FILES.iterdir() if p.suffix in (".xlsx", ".csv", ".zip"))


def _fingerprint() -> str:
    """Changes when the sample's files, the datasets, the departments' names or the models change."""
    sources = [
        *sample_files(),
        *sorted(MODELS.rglob("*.sql")),
        *sorted((ROOT / "reform/datasets").glob("*.toml")),
        SHIPPED,
    ]
    return _digest(tuple((path, path.stat().st_mtime_ns) for path in sources))


@cache
def _digest(sources: tuple[tuple[Path, int], ...]) -> str:
    """Of the files' names and content; read again only when one of them was written."""
    digest = hashlib.sha256()
    for path, _written in sources:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
