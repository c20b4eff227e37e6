"""Which county is on screen: the one that was loaded, or the sample county while nothing is.

The sample's snapshots live in a folder of their own, so that sample and real rows never mix.
"""

import hashlib
import shutil
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import reform
from reform import ROOT
from reform.models import built
from reform.pipeline import upgrade
from reform.pipeline.progress import Progress, quiet
from reform.pipeline.rebuild_result import Rebuilt
from reform.storage import NothingIntact, Warehouse
from reform.storage.kept_snapshots import Kept

SAMPLE_FILES = ROOT / "data" / "sample"
SAMPLE_WAREHOUSE = ROOT / "data" / "warehouse" / "sample"

# The day the sample files are read on: later than anything in them, and never the clock's.
SAMPLE_READ_ON = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class County:
    """A warehouse to read from; ``is_sample`` says so on every page, paper and export, and so does ``past``:
    the snapshot that was chosen instead of the current one. ``renewed`` tells how it was brought up to this
    program just now, or why it could not be.

    ``stamp`` tells this snapshot from any other of the same number: a folder may be wiped or restored.
    """

    warehouse: Warehouse
    snapshot: str
    is_sample: bool
    past: Kept | None = None
    renewed: Rebuilt | None = field(default=None, compare=False)
    stamp: str = field(init=False)

    def __post_init__(self) -> None:
        written = self.warehouse.path(self.snapshot).stat().st_mtime_ns
        object.__setattr__(self, "stamp", f"{self.snapshot}@{written}")

    def as_known_at(self, past: Kept) -> "County":
        """The same county with what had been loaded by a past snapshot; an OSError when that is gone."""
        return replace(self, snapshot=past.id, past=past)

    def looked_on(self, last_day: date, today: date) -> date:
        """The day from which ages of datasets are counted: today, but for a state of the past the day it was
        published, and for the sample the last day in its data."""
        if self.past is not None:
            return self.past.published_at.date()
        return last_day if self.is_sample else today


def county(warehouse: Warehouse, progress: Progress = quiet, *, renew: bool = False) -> County:
    """The loaded county, or the sample county (built when missing or outdated) while nothing is loaded.

    With ``renew`` a snapshot of another program is brought up to this one first. Raises ``NothingIntact``.
    """
    renewed = upgrade.bring_up_to_date(warehouse, progress) if renew else None
    current = warehouse.served()
    if current is not None:
        return County(warehouse, current, is_sample=False, renewed=renewed)
    sample = prepare_sample(progress)
    return County(sample, sample.current() or "", is_sample=True)


def takes_long(warehouse: Warehouse) -> bool:
    """Whether ``county`` with ``renew`` has to build something first, and so takes as long as a load."""
    current = warehouse.served()
    if current is not None:
        return upgrade.is_outdated(warehouse, current)
    return Warehouse(SAMPLE_WAREHOUSE / _fingerprint()).current() is None


def prepare_sample(progress: Progress = quiet) -> Warehouse:
    """The sample county's warehouse, loaded by the ordinary intake when its files or the program changed."""
    folder = SAMPLE_WAREHOUSE / _fingerprint()
    warehouse = Warehouse(folder)
    try:
        warehouse.served()
    except NothingIntact:  # all of it comes from the files
        shutil.rmtree(folder)
    if warehouse.current() is None:
        _load_sample(warehouse, progress)
    return warehouse


def _load_sample(warehouse: Warehouse, progress: Progress) -> None:
    from reform.ingest.readers import Source  # all that reads and builds: needed once, not to ask
    from reform.ingest.result import Options
    from reform.pipeline.load import load

    files = [Source(path.name, path) for path in sample_files()]
    report = load(warehouse, files, Options(), today=SAMPLE_READ_ON, progress=progress)
    # Another session may have prepared it while this one waited: then nothing was new here.
    if warehouse.current() is None:
        reasons = [p.sentence for p in report.problems] + [r.rule for r in report.rejects[:5]]
        raise RuntimeError("the sample county does not load: " + "; ".join(reasons))


def sample_files() -> list[Path]:
    """The committed files of the sample county."""
    return sorted(p for p in SAMPLE_FILES.iterdir() if p.suffix in (".xlsx", ".csv", ".zip"))


def _fingerprint() -> str:
    """Changes when the sample's files, the program's version, or what its facts rest on change."""
    program = f"{reform.__version__} {built.fingerprint()}"
    return _digest(program, tuple((path, path.stat().st_mtime_ns) for path in sample_files()))


@cache
def _digest(program: str, sources: tuple[tuple[Path, int], ...]) -> str:
    """Of the files' names and content; read again only when one of them was written."""
    digest = hashlib.sha256(program.encode())
    for path, _written in sources:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
