"""What every reader takes and gives: a source in, text tables out, or one clear refusal."""

import io
import mmap
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from reform.common.i18n import mark as _
from reform.common.redaction import scrub_name
from reform.ingest.readers import limits
from reform.ingest.readers.budget import Budget, memory
from reform.ingest.readers.file_refused import FileRefused, naming
from reform.ingest.readers.limited_process import BOMB, DAMAGED, MEMORY, SLOW, rehearse

HEAD_ROWS = 40
Content = bytes | mmap.mmap


def release(content: Content, start: int, end: int) -> None:
    """Give the memory of a mapped file's bytes back; they come again from the disk if asked for.

    Whoever walks through a large file does so behind itself, else all of it counts as ours.
    """
    if isinstance(content, mmap.mmap) and hasattr(content, "madvise"):  # not on Windows
        start -= start % mmap.PAGESIZE
        if end > start:
            content.madvise(mmap.MADV_DONTNEED, start, end - start)


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: _("there is no such file"),
    IsADirectoryError: _("it is a folder"),
    PermissionError: _("permission denied"),
}
_NO_FILE = _("it is a pipe, a device or a socket, not a file")
_REASON_UNKNOWN = _("the disk or the network gives an error")


def printable(name: str) -> str:
    """A name without what steers a screen; half of a pair, as a damaged name may hold, is no character."""

    def shown(letter: str) -> str:
        if letter.isprintable():
            return letter
        return " " if letter.isspace() else "\ufffd" if "\ud800" <= letter <= "\udfff" else ""

    return "".join(map(shown, name))


@dataclass(frozen=True)
class Source:
    """A file to read: its name, and its bytes or its path on disk."""

    name: str
    data: bytes | Path
    budget: Budget = field(default_factory=Budget, compare=False)

    def __post_init__(self) -> None:
        """Whatever the file is called, its name can be written."""
        object.__setattr__(self, "name", printable(self.name))

    @cached_property
    def display_name(self) -> str:
        """The name as it may be shown and stored: files are called after people too."""
        return scrub_name(self.name)

    def refused(self, rule: str, words: Mapping[str, Any] | None = None) -> FileRefused:
        """A refusal of this file."""
        return FileRefused(rule, words, file=self.display_name)

    def rehearse(self, kind: str, columns: Sequence[str] = ()) -> None:
        """Have a library read the file in a process of its own first; refused if that cannot be done."""
        ended = rehearse(
            kind,
            self.data,
            memory=memory() // 2,
            seconds=round(self.budget.seconds),
            text=max(limits.RATIO_FROM, limits.RATIO * self.budget.size),
            columns=columns,
        )
        if ended == DAMAGED:
            raise FileRefused("parquet_damaged" if kind == "parquet" else "file_damaged")
        if ended:
            words = {MEMORY: memory() // limits.MB, BOMB: limits.RATIO, SLOW: round(self.budget.seconds / 60)}
            rule = {MEMORY: "file_too_heavy", BOMB: "file_bomb", SLOW: "file_too_slow"}[ended]
            name = "ratio" if ended == BOMB else "limit"
            raise FileRefused(rule, {name: words[ended]})

    def open(self) -> BinaryIO:
        """A binary handle on the content; a path is read where it lies, never copied."""
        if isinstance(self.data, bytes):
            return io.BytesIO(self.data)
        try:
            # Windows answers "permission denied" when a folder is opened: ask first.
            if self.data.is_dir():
                raise IsADirectoryError(self.name)
            if self.data.exists() and not self.data.is_file():
                # Opening a pipe waits for whoever writes into it, and a device may never end.
                raise self.refused("file_unreadable", {"reason": _NO_FILE})
            return self.data.open("rb")
        except OSError as error:
            reason = _REASONS.get(type(error), _REASON_UNKNOWN)
            raise self.refused("file_unreadable", {"reason": reason}) from error

    def content(self) -> Content:
        """All the bytes; those of a path are mapped, so that a file of any size costs no memory."""
        if isinstance(self.data, bytes):
            return self.data
        with self.open() as handle:
            if handle.seek(0, io.SEEK_END) == 0:
                return b""  # nothing to map
            return mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)


# A merged range: top, left, bottom, right; all from 0 and included.
Span = tuple[int, int, int, int]


@dataclass(kw_only=True)
class TextTable(ABC):
    """One sheet, one table of a page or one text file as rows of text, nothing interpreted yet.

    Hidden sheets, rows and columns are read like the others; that they are hidden is only told. Where
    cells are merged the text stands in the top left one, and a merge of several rows repeats it in the
    rows below, in its first column, here as in the body. ``spans`` tells the rest.
    """

    kind: str  # xlsx, xls, html, xml, parquet or csv
    file: str = ""  # as it may be shown, and so is the sheet
    sheet: str | None = None
    date1904: bool = False  # how to read a bare serial number; real date cells arrive as dates
    head: list[list[str]] = field(default_factory=list)  # first rows, cleaned for display
    spans: list[Span] = field(default_factory=list)  # merged ranges of the head, cut off at its edges
    hidden: bool = False  # the whole sheet
    hidden_rows: int = 0
    hidden_columns: int = 0
    cut_row: int | None = None  # the last row of a text that seems to end within it; known when all is read
    unclosed_row: int | None = None  # the last row of a web page that ends before it is closed
    budget: Budget = field(default_factory=Budget)  # of the whole file

    def __post_init__(self) -> None:
        """Sheets are called after people too."""
        self.sheet = scrub_name(self.sheet) if self.sheet else self.sheet

    def refused(self, rule: str, words: Mapping[str, Any] | None = None) -> FileRefused:
        """A refusal of this table."""
        return FileRefused(rule, words, file=self.file, sheet=self.sheet)

    def body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """The rows below ``head[header_index]`` in batches.

        Each batch holds the columns asked for (name → position in the header row) as strings, null
        where the cell is blank, and beside them

        - ``_row`` (int64): the row number a person sees in Excel; in a text file, the record's number;
        - ``_first`` (string): the first cell with something in it, by which total rows are known;
        - ``_width`` (int32): how many cells the row has, if more than the header has; else null.

        No other column leaves the reader: an undeclared one can hold personal data.
        """
        with naming(self.file, self.sheet):
            for rows in self._body(header_index, columns):
                self.budget.give(rows.nbytes)
                yield rows

    @abstractmethod
    def _body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """The rows as ``body`` promises them, not yet counted."""
