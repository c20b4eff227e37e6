"""Files read once, for a check and for the load after it.

The accepted rows of a table lie in a Parquet file, everything else is in memory. What depends on the rows
already kept is judged later, by ``merge``, as often as it is asked.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from reform.common import failpoints
from reform.common.i18n import either
from reform.ingest.matching.matching import Match, match_all
from reform.ingest.parsers import Refused
from reform.ingest.readers import FileRefused, Source, TextTable, open_tables
from reform.ingest.result import IngestResult, Options
from reform.ingest.table import Remaining, TableReader
from reform.pipeline.load_report import Ignored
from reform.pipeline.progress import Progress, quiet
from reform.schema.arrow import schema
from reform.storage.import_records import RowsFile


@dataclass(frozen=True)
class ReadTable:
    """A table as it was read, the one at ``place`` of ``source``, whose content is ``sha256``.

    ``rows``: the accepted ones, or the Parquet file that holds them; ``rows_sha256``: the file's address.
    """

    source: Source
    place: int
    match: Match
    sha256: str
    result: IngestResult
    rows: Path | pa.Table
    rows_sha256: str | None

    def stage(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the accepted rows the view ``staged``."""
        in_memory = isinstance(self.rows, pa.Table)
        rows = connection.from_arrow(self.rows) if in_memory else connection.read_parquet(str(self.rows))
        rows.create_view("staged")

    def refusing(self, refused: Mapping[int, Refused]) -> "ReadTable":
        """The same without these rows, by their numbers; the rows that are left lie beside the others."""
        path = self.rows.with_suffix(".remaining") if isinstance(self.rows, Path) else None
        remaining = Remaining(self.result, self.match, _batches(self.rows), refused)
        rows, sha256 = _keep(remaining, self.match, path)
        remaining.note(open_tables(self.source)[self.place])
        return replace(self, result=remaining.result, rows=rows, rows_sha256=sha256)

    def put(self, path: Path) -> None:
        """Give the rows a place in a warehouse, also on another disk; they stay where they are as well."""
        assert isinstance(self.rows, Path), "rows in memory are checked only"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if self.rows.absolute().is_relative_to(path.parent.absolute()):  # a link keeps owner and access list
            with suppress(OSError):
                path.hardlink_to(self.rows)
                return
        with self.rows.open("rb") as source, path.open("xb") as target:
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

    The rows lie in a temporary folder (below ``folder``, if given), which goes with ``close``; ``in_memory``
    they need no disk.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        options: Options,
        today: date,
        *,
        folder: Path | None = None,
        in_memory: bool = False,
        progress: Progress = quiet,
    ) -> None:
        self.options = options
        self._sources = sources
        self._today = today
        self._progress = progress
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = None
        if not in_memory:
            self._folder = Path(mkdtemp(prefix="reform-", suffix=".building", dir=folder))
        # also when nobody holds it any more, and when the program ends
        self.close = finalize(self, _remove, self._folder)
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
        path = self._folder / f"{len(self._files)}-{place}.parquet" if self._folder else None
        rows, rows_sha256 = _keep(reader, match, path)
        return ReadTable(source, place, match, sha256, reader.result, rows, rows_sha256)


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _batches(rows: Path | pa.Table) -> Iterator[pa.Table]:
    if isinstance(rows, pa.Table):
        yield rows
        return
    with pq.ParquetFile(rows) as file:
        yield from (file.read_row_group(number) for number in range(file.num_row_groups))


def _keep(batches: Iterable[pa.Table], match: Match, path: Path | None) -> tuple[Path | pa.Table, str | None]:
    """The accepted rows as they come, in memory or in a file with its address."""
    if path is None:
        return pa.concat_tables([schema(match.dataset).empty_table(), *batches]), None
    path.unlink(missing_ok=True)  # what an earlier check left may be linked elsewhere
    file = RowsFile(path, match.dataset)
    try:
        for batch in batches:
            file.keep(batch)
    except BaseException:
        file.close()
        path.unlink()  # a refused file leaves nothing
        raise
    return path, file.close()


def _require_periods(found: Iterable[tuple[TextTable, Match]]) -> None:
    for table, match in found:
        if match.dataset.period is None:
            raise table.refused("no_period", {"dataset": either(match.dataset.title)})
