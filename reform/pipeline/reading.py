"""Files read once, for a check and for the load after it.

The accepted rows of a table lie in a Parquet file, everything else is in memory. What depends on the rows
already kept is judged later, by ``merge``, as often as it is asked.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

import pyarrow as pa
import pyarrow.parquet as pq

from reform.common import failpoints
from reform.common.i18n import either
from reform.ingest.matching.matching import Match, match_all
from reform.ingest.parsers import Refused
from reform.ingest.readers import FileRefused, Source, TextTable, open_tables
from reform.ingest.result import IngestResult, Options
from reform.ingest.table import Remaining, TableReader
from reform.pipeline.load_report import Ignored, Progress, quiet
from reform.storage.import_records import RowsFile


@dataclass(frozen=True)
class ReadTable:
    """A table as it was read, the one at ``place`` of ``source``, whose content is ``sha256``.

    ``rows``: the Parquet file of the accepted rows; ``rows_sha256``: its address.
    """

    source: Source
    place: int
    match: Match
    sha256: str
    result: IngestResult
    rows: Path
    rows_sha256: str

    def refusing(self, refused: Mapping[int, Refused]) -> "ReadTable":
        """The same without these rows, by their numbers; the rows that are left lie beside the others."""
        path = self.rows.with_suffix(".remaining")
        with pq.ParquetFile(self.rows) as file:
            groups = (file.read_row_group(number) for number in range(file.num_row_groups))
            remaining = Remaining(self.result, self.match, groups, refused)
            sha256 = _write(remaining, self.match, path)
        remaining.note(open_tables(self.source)[self.place])
        return replace(self, result=remaining.result, rows=path, rows_sha256=sha256)

    def put(self, path: Path) -> None:
        """Give the rows a place in a warehouse, also on another disk; they stay where they are as well."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.hardlink_to(self.rows)
        except OSError:
            with self.rows.open("rb") as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())


@dataclass
class ReadFile:
    """One file as it was read: its tables, or why it is refused; and what of it was left out."""

    tables: list[ReadTable] = field(default_factory=list)
    left_out: list[Ignored] = field(default_factory=list)
    refused: FileRefused | None = None


class ReadFiles:
    """The files of one check or load, each read when it is first asked for.

    The rows lie in a temporary folder (below ``folder``, if given), which goes with ``close``.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        options: Options,
        today: date,
        *,
        folder: Path | None = None,
        progress: Progress = quiet,
    ) -> None:
        self.options = options
        self._sources = sources
        self._today = today
        self._progress = progress
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = Path(mkdtemp(prefix="reform-", suffix=".building", dir=folder))
        # also when nobody holds it any more, and when the program ends
        self.close = finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._files: list[ReadFile] = []

    def __enter__(self) -> "ReadFiles":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[ReadFile]:
        for place, source in enumerate(self._sources):
            if place == len(self._files):
                self._files.append(self._read(source))
            yield self._files[place]

    def _read(self, source: Source) -> ReadFile:
        failpoints.failpoint("before reading")
        self._progress("read", source.display_name)
        if source.name.lower().endswith(".md"):  # the note that lies beside the sample's files
            return ReadFile(left_out=[Ignored(source.display_name, None)])
        try:
            return self._read_tables(source)
        except FileRefused as refused:
            return ReadFile(refused=refused)

    def _read_tables(self, source: Source) -> ReadFile:
        with source.open() as handle:
            sha256 = hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]
        opened = open_tables(source)
        matching = match_all(opened, self.options)
        if self.options.replaces is not None:
            _require_periods(matching.found)
        places = {id(table): place for place, table in enumerate(opened)}
        tables = [
            self._read_table(source, places[id(table)], table, match, sha256)
            for table, match in matching.found
        ]
        if all(table.result.read == table.result.skipped for table in tables):
            first = tables[0].result
            raise FileRefused("file_no_rows", file=first.file, sheet=first.sheet)
        return ReadFile(
            tables, [Ignored(table.file, table.sheet, reason) for table, reason in matching.left_out]
        )

    def _read_table(
        self, source: Source, place: int, table: TextTable, match: Match, sha256: str
    ) -> ReadTable:
        reader = TableReader(table, match, self._today)
        rows = self._folder / f"{len(self._files)}-{place}.parquet"
        rows_sha256 = _write(reader, match, rows)
        return ReadTable(source, place, match, sha256, reader.result, rows, rows_sha256)


def _write(batches: Iterable[pa.Table], match: Match, path: Path) -> str:
    """Write batches of accepted rows as they come. Returns the address of the file."""
    file = RowsFile(path, match.dataset)
    try:
        for batch in batches:
            file.keep(batch)
    except BaseException:
        file.close()
        path.unlink()  # a refused file leaves nothing
        raise
    return file.close()


def _require_periods(found: Iterable[tuple[TextTable, Match]]) -> None:
    for table, match in found:
        if match.dataset.period is None:
            raise table.refused("no_period", {"dataset": either(match.dataset.title)})
