"""Every import as two files named by their content: its accepted rows, and the record of all the rest.

They are the truth a snapshot is built from: written once, never changed, and together enough to build
any snapshot again. Nothing personal is in them: what comes here is scrubbed already.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypedDict

import pyarrow as pa
import pyarrow.parquet as pq

from reform.common import failpoints
from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.common.json_files import fits, parsed
from reform.common.sql_files import model
from reform.schema.arrow import schema
from reform.schema.datasets import Dataset, datasets
from reform.storage import Warehouse
from reform.storage.row_balance import RowBalance

_REPEATING = {"text", "choice", "code", "count", "batch", "depth", "level", "yes_no", "duration"}


class DamagedImport(ReformError):
    """Files of imports are missing or not what they were; ``names`` are their paths below the warehouse."""

    def __init__(self, *paths: Path) -> None:
        message = mark(
            "Nothing was published: these files of the imports are missing or damaged: {name}. Bring them "
            "back from a backup."
        )
        self.names = [f"{path.parent.name}/{path.name}" for path in paths]
        super().__init__(message, name="、".join(self.names))


class _Refused(TypedDict):
    row_no: int
    row_key: str | None
    mark: str
    name: str | None
    column_header: str | None
    value: str | None
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Import:
    """The record of an import: all that is needed, besides its rows, to repeat it exactly.

    ``sha256`` is the source file's, ``rows_sha256`` the address of the accepted rows. ``balance``,
    ``withdrawn`` and ``resolved`` say what came of it; ``replaced_from`` and ``replaced_to`` which period it
    replaced; ``refused`` are its rows of ``rejects``, ``marks`` the refusals it was to settle by number;
    ``given_columns`` are the declared columns the table had (older records do not tell).
    """

    import_id: int
    loaded_at: datetime
    file: str
    sheet: str | None
    dataset: Annotated[str, lambda name: name in datasets()]
    sha256: str
    rows_sha256: str | None
    profile: str | None
    calendar: str
    balance: RowBalance
    replaced_from: date | None
    replaced_to: date | None
    dropped_columns: list[str]
    scrubbed: int
    refused: list[Annotated[dict[str, Any], fits(_Refused)]]
    marks: list[str]
    withdrawn: int = 0
    resolved: int = 0
    given_columns: list[str] = field(default_factory=list)

    def as_row(self) -> dict[str, Any]:
        """Its row of the table ``imports``."""
        beside = ("balance", "refused", "marks", "resolved")
        row = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in beside}
        return row | self.balance.as_dict()

    def as_bytes(self) -> bytes:
        """The record as it is kept: one import, one text."""
        # not asdict of all: it copies every refused cell, and there may be a hundred thousand
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        told["balance"] = asdict(self.balance)
        if not self.given_columns:
            del told["given_columns"]  # an older record keeps its address
        return json.dumps(told, ensure_ascii=False, sort_keys=True, default=_moment).encode("utf-8")

    @property
    def address(self) -> str:
        """The SHA-256 of the record, by which it is named."""
        return _address(self.as_bytes())


def _moment(value: date) -> str:
    return value.isoformat()


def write(record: Import, path: Path) -> str:
    """Write a record to be published. Returns its address, the SHA-256 of its content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = record.as_bytes()
    with path.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    return _address(content)


def _address(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read(folder: Path, address: str) -> Import:
    """The record at an address; raises ``DamagedImport`` unless it is there as it was written."""
    path = folder / f"{address}.json"
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise DamagedImport(path) from problem
    if _address(content) != address:
        raise DamagedImport(path)
    try:
        told = parsed(content, Import)
        for name in ("replaced_from", "replaced_to"):
            told[name] = date.fromisoformat(told[name]) if told[name] else None
        told["loaded_at"] = datetime.fromisoformat(told["loaded_at"])
        told["balance"] = RowBalance(**told["balance"])
        return Import(**told)
    except (ValueError, TypeError) as problem:  # TypeError: an entry this program does not know
        raise DamagedImport(path) from problem


def rows_of(folder: Path, record: Import) -> Path:
    """The file of an import's accepted rows."""
    return folder / f"{record.rows_sha256}.parquet"


def read_all(folder: Path, addresses: Iterable[str]) -> list[Import]:
    """The records at these addresses, in order, each with its rows beside it as they were written.

    Raises ``DamagedImport`` with every file that is not.
    """
    records, damaged = [], []
    for address in addresses:
        try:
            record = read(folder, address)
        except DamagedImport:
            damaged.append(folder / f"{address}.json")
            continue
        records.append(record)
        if not _is_intact(rows_of(folder, record)):
            damaged.append(rows_of(folder, record))
    if damaged:
        raise DamagedImport(*damaged)
    return records


def _is_intact(path: Path) -> bool:
    """Whether a file still is what its name says."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == path.stem
    except OSError:
        return False


# which there are ------------------------------------------------------------------------------


def next_number(warehouse: Warehouse) -> int:
    """The number of the next import: none is given twice, also after an undo or where a manifest is lost.

    Numbers grow: the manifest of a load holds none above its own. Records no such manifest names are read.
    """
    loads = [known for known in warehouse.history() if any("import_id" in file for file in known.files)]
    given = [file.get("import_id", 0) for known in loads for file in known.files]
    counted = {address for known in loads for address in known.imports}
    for path in warehouse.imports.glob("*.json"):
        if path.stem not in counted:
            with suppress(DamagedImport):
                given.append(read(warehouse.imports, path.stem).import_id)
    return 1 + max(given, default=0)


def listing(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Every import, oldest first: its number, file, account, when, with which snapshot, and its state.

    ``state`` is ``in_use`` or ``taken_back``; the account of one in use is the present one.
    """
    in_use = _in_use(warehouse)
    rows = {
        file["import_id"]: {
            "import": file["import_id"],
            "state": "taken_back",
            **{name: file[name] for name in ("file", "sheet", "dataset", *RowBalance.__slots__)},
            "loaded_at": known.published_at,
            "snapshot": known.id,
        }
        for known in warehouse.history()
        for file in known.files
        if "import_id" in file
    }
    for number, row in in_use.items():
        rows[number] = {"snapshot": None} | rows.get(number, {}) | row
    return [rows[number] for number in sorted(rows)]


def _in_use(warehouse: Warehouse) -> dict[int, dict[str, Any]]:
    """The imports of the current snapshot by number; of the published one where none is intact."""
    current = warehouse.current()
    if current is None:
        return _in_the_records(warehouse)
    with warehouse.open(current) as connection:
        found = connection.execute(model("storage/tables/list_imports"))
        names = [column[0] for column in found.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row["import"]: {"state": "in_use", **row} for row in rows}


def _in_the_records(warehouse: Warehouse) -> dict[int, dict[str, Any]]:
    published = warehouse.published()
    known = warehouse.manifest(published) if published else None
    found = {}
    for address in known.imports if known else []:
        with suppress(DamagedImport):
            number = read(warehouse.imports, address).import_id
            found[number] = {"import": number, "state": "in_use"}
    return found


# the rows -------------------------------------------------------------------------------------


class RowsFile:
    """A Parquet file being written, batch by batch, while the next batch is being read."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        repeating = [c.name for c in dataset.columns if c.type in _REPEATING and c.name not in dataset.key]
        self._writer = pq.ParquetWriter(
            path,
            schema(dataset),
            compression="zstd",
            compression_level=1,
            use_dictionary=[name for name in repeating if name in schema(dataset).names],
        )
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._writing: Future[None] | None = None

    def keep(self, batch: pa.Table) -> None:
        """Take one batch; an error of the disk comes up with the next call."""
        self._wait()
        failpoints.failpoint("before a batch")
        self._writing = self._pool.submit(self._writer.write_table, batch)

    def close(self) -> str:
        """Finish the file. Returns the SHA-256 of its content."""
        try:
            self._wait()
        finally:
            self._pool.shutdown()
            self._writer.close()
        with self.path.open("rb+") as handle:
            os.fsync(handle.fileno())
            return hashlib.file_digest(handle, "sha256").hexdigest()

    def _wait(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()
