"""What is known of a snapshot: published (its manifest), begun (its start), being built (its draft)."""

import json
import re
from collections.abc import Callable
from copy import copy
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NotRequired, Self, TypedDict

import duckdb

import reform
from reform.common.caching import cached
from reform.common.errors import ReformError
from reform.common.i18n import gettext, mark
from reform.common.json_files import fits, read_json, told


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text, re.ASCII) is not None


def _is_moment(text: str) -> bool:
    """Whether it is a moment by this machine's clock."""
    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


ID = Annotated[str, _like(r"\d{6,12}")]
_Moment = Annotated[str, _is_moment]
_Address = Annotated[str, _like("[0-9a-f]{64}")]
_Rows = Annotated[str, _like(r"[0-9a-f]{64}\.(parquet|json)")]


class _Named(TypedDict):
    file: str
    sheet: NotRequired[str | None]
    dataset: NotRequired[str]
    sha256: NotRequired[str]
    import_id: NotRequired[int]


class _Account(TypedDict):
    read: int
    accepted_new: int
    accepted_correction: int
    unchanged: int
    rejected: int
    skipped: int


class _Imported(_Account):
    sheet: str | None
    dataset: str


def _is_loaded(file: dict[str, Any]) -> bool:
    """What is told of a file: its name; of one that is an import, its whole account."""
    form = _Imported if "import_id" in file else _Account if "read" in file else _Named
    return fits(_Named)(file) and fits(form)(file)


class _Lost(TypedDict):
    snapshot: str
    file: str
    sha256: str


@cached(256)
def _entries(form: Any, path: Path, *_written: int) -> dict[str, Any]:
    """The JSON of a file, read again when it was written: every look at a page asks for the same few."""
    entries: dict[str, Any] = read_json(path, form)
    if entries["id"] != path.stem:
        raise ValueError(gettext("it carries the number {id}").format(id=entries["id"]))
    return entries


class _Kept:
    """Written as JSON; an entry this version does not know is passed over."""

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """What a file holds; None when there is none, or it is damaged."""
        try:
            return cls._read(path)
        except (OSError, ValueError):
            return None

    @classmethod
    def wrong(cls, path: Path) -> str:
        """Why a file cannot be used, in words; nothing where it can, or where there is none."""
        try:
            cls._read(path)
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as problem:
            return told(problem)
        return ""

    @classmethod
    def _read(cls, path: Path) -> Self:
        written = path.stat()
        stamp = written.st_ino, written.st_mtime_ns, written.st_size
        found = _entries(cls, path, *stamp)
        known = {entry.name for entry in fields(cls)}  # type: ignore[arg-type]
        return cls(**{name: copy(value) for name, value in found.items() if name in known})

    def as_json(self) -> str:
        """The text of its file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Snapshot(_Kept):
    """One published state. ``files`` holds what its load did, file by file; ``imports`` the addresses of the
    records of all imports it holds, in order, from which it can be built again.

    ``size`` and ``sha256`` are those of its file. ``lost`` names the files (``file``, ``sha256``) that were
    loaded before but are not in it, because it could not be built on a damaged snapshot. ``did`` says what
    made it if no load did, and ``subject`` to what (``reform.pipeline.rebuild``).
    """

    id: ID
    parent: ID | None
    published_at: _Moment
    files: list[Annotated[dict[str, Any], _is_loaded]] = field(default_factory=list)
    version: str = reform.__version__
    imports: list[_Address] = field(default_factory=list)
    size: int = 0
    sha256: str = ""
    lost: list[Annotated[dict[str, str], fits(_Lost)]] = field(default_factory=list)
    undone_at: str | None = None
    did: str = ""
    subject: str = ""

    @property
    def is_repeatable(self) -> bool:
        """Whether there is a record of every import: a program before this one kept none."""
        return bool(self.imports) or self.did == "took_back"  # then the last one was taken back


@dataclass(frozen=True, slots=True)
class Start(_Kept):
    """A load that began. ``rows`` are the files it adds to the imports, told before it adds them."""

    id: ID
    started_at: str = ""
    files: list[str] = field(default_factory=list)
    rows: list[_Rows] = field(default_factory=list)


class UnknownSnapshot(ReformError):
    """No snapshot of this id was ever published."""

    def __init__(self, snapshot: str) -> None:
        named = mark("There is no snapshot {id}; the history lists those that are there.")
        none = mark("There is no such snapshot; the history lists those that are there.")
        super().__init__(named if snapshot else none, id=snapshot)


class NameTaken(ReformError):
    """Another snapshot has this name already."""

    def __init__(self, other: str) -> None:
        super().__init__(mark("Snapshot {id} has this name already. Choose another one."), id=other)


class DamagedManifest(ReformError):
    """Nobody can tell what a snapshot holds."""

    def __init__(self, path: Path) -> None:
        message = mark(
            "Nothing was changed: this file, which says what its snapshot holds, is damaged: {name}. Bring "
            "it back from a backup."
        )
        super().__init__(message, name=f"{path.parent.name}/{path.name} ({Snapshot.wrong(path)})")


class NothingToUndo(ReformError):
    """Nothing is loaded, or the snapshot the reader ``expected`` is no longer the current one."""

    def __init__(self, expected: str | None = None) -> None:
        changed = mark("There is nothing to undo, or somebody has loaded since. Look at the history again.")
        super().__init__(changed if expected else mark("There is nothing to undo."))


class StateGone(NothingToUndo):
    """The state before, ``snapshot``, has no intact file: it was cleaned away, or is damaged."""

    def __init__(self, snapshot: str) -> None:
        super().__init__()
        self.message = mark(
            "The state before, snapshot {id}, was cleaned away or is damaged. Put it back, then undo: "
            "python -m reform rebuild --snapshot {id}."
        )
        self.words = {"id": snapshot}
        self.snapshot = snapshot


@dataclass
class Draft:
    """A snapshot being built: change it through ``connection``; ``abandon`` leaves nothing behind.

    ``rows`` are the files of accepted rows in ``imports`` that come with it, and their addresses; ``records``
    the addresses of the records of all its imports, the parent's first.
    """

    id: str
    connection: duckdb.DuckDBPyConnection
    parent: str | None
    imports: Path
    rows: dict[Path, str] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    lost: list[dict[str, str]] = field(default_factory=list)
    did: str = ""
    subject: str = ""
    abandoned: bool = False

    def abandon(self) -> None:
        """Do not publish: nothing has changed."""
        self.abandoned = True

    def moves(self) -> dict[Path, str]:
        """The files of rows and what they are called when they are kept."""
        return {path: sha256 + Path(path.stem).suffix for path, sha256 in self.rows.items()}

    def still_lost(self) -> list[dict[str, str]]:
        """Of the lost files those that have not come again with this load."""
        came = {file.get("sha256") for file in self.files}
        return [file for file in self.lost if file["sha256"] not in came]
