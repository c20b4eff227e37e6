"""What every reader takes and gives: a source in, text tables out, or one clear refusal."""

import io
import mmap
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from reform.common.errors import ReformError
from reform.common.i18n import gettext
from reform.common.i18n import mark as _
from reform.common.redaction import scrub_name
from reform.ingest.readers import limits
from reform.ingest.readers.budget import Budget, OverBudget, memory
from reform.ingest.readers.limited_process import BOMB, DAMAGED, MEMORY, SLOW, rehearse
from reform.schema.messages import sentence

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


# Words of a refusal that are themselves sentences' parts and have a translation.
_TRANSLATED = ("kind", "reason")
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: _("there is no such file"),
    IsADirectoryError: _("it is a folder"),
    PermissionError: _("permission denied"),
}
_NO_FILE = _("it is a pipe, a device or a socket, not a file")
_REASON_UNKNOWN = _("the disk or the network gives an error")


class FileRefused(ReformError):
    """A file that cannot become tables: a rule of ``reform.schema.messages`` and the words of its sentence.

    Files are called after people too: names are kept as they may be shown.
    """

    def __init__(
        self, rule: str, words: Mapping[str, Any] | None = None, *, file: str, sheet: str | None = None
    ) -> None:
        super().__init__(rule, **(words or {}))
        self.rule = rule
        if "member" in self.words:
            self.words["member"] = scrub_name(self.words["member"])
        self.file = scrub_name(file)
        self.sheet = scrub_name(sheet) if sheet else sheet

    @property
    def sentence(self) -> str:
        """The refusal in the language of this context."""
        words = {key: gettext(word) if key in _TRANSLATED else word for key, word in self.words.items()}
        return sentence(self.rule, **words)


def printable(name: str) -> str:
    """A name without what steers a screen; half of a pair, as a damaged name may hold, is no character."""

    def shown(letter: str) -> str:
        if letter.isprintable():
            return letter
        return " " if letter.isspace() else "\ufffd" if "\ud800" <= letter <= "\udfff" else ""

    return "".join(map(shown, name))


@dataclass(frozen=True)
class Source:
    """A file to read: its name as shown in messages and its bytes or its path on disk."""

    name: str
    data: bytes | Path
    budget: Budget = field(default_factory=Budget, compare=False)

    def __post_init__(self) -> None:
        """Whatever the file is called, its name can be shown and written."""
        object.__setattr__(self, "name", printable(self.name))

    def hold(self, more: int) -> None:
        """Count memory that reading is about to take; refused beyond what a file may."""
        try:
            self.budget.hold(more)
        except OverBudget as over:
            raise FileRefused(over.rule, over.words, file=self.name) from over

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
            raise FileRefused("parquet_damaged" if kind == "parquet" else "file_damaged", file=self.name)
        if ended:
            words = {MEMORY: memory() // limits.MB, BOMB: limits.RATIO, SLOW: round(self.budget.seconds / 60)}
            rule = {MEMORY: "file_too_heavy", BOMB: "file_bomb", SLOW: "file_too_slow"}[ended]
            name = "ratio" if ended == BOMB else "limit"
            raise FileRefused(rule, {name: words[ended]}, file=self.name)

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
                raise FileRefused("file_unreadable", {"reason": _NO_FILE}, file=self.name)
            return self.data.open("rb")
        except OSError as error:
            reason = _REASONS.get(type(error), _REASON_UNKNOWN)
            raise FileRefused("file_unreadable", {"reason": reason}, file=self.name) from error

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

    file: str
    sheet: str | None
    kind: str  # xlsx, xls, html, xml, parquet or csv
    date1904: bool = False  # how to read a bare serial number; real date cells arrive as dates
    head: list[list[str]] = field(default_factory=list)  # first rows, cleaned for display
    spans: list[Span] = field(default_factory=list)  # merged ranges of the head, cut off at its edges
    hidden: bool = False  # the whole sheet
    hidden_rows: int = 0
    hidden_columns: int = 0
    cut_row: int | None = None  # the last row of a text that seems to end within it; known when all is read
    unclosed_row: int | None = None  # the last row of a web page that ends before it is closed
    budget: Budget = field(default_factory=Budget)  # of the whole file

    def given(self, rows: pa.Table) -> pa.Table:
        """The same rows, counted; refused where the file gives more than its budget."""
        try:
            self.budget.give(rows.nbytes)
        except OverBudget as over:
            raise FileRefused(over.rule, over.words, file=self.file, sheet=self.sheet) from over
        return rows

    @abstractmethod
    def body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """The rows below ``head[header_index]`` in batches.

        Each batch holds the columns asked for (name → position in the header row) as strings, null
        where the cell is blank, and beside them

        - ``_row`` (int64): the row number a person sees in Excel; in a text file, the record's number;
        - ``_first`` (string): the first cell with something in it, by which total rows are known;
        - ``_width`` (int32): how many cells the row has, if more than the header has; else null.

        No other column leaves the reader: an undeclared one can hold personal data.
        """
