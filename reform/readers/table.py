"""What every reader takes and gives: a source in, text tables out, or one clear refusal."""

import io
import mmap
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from reform.i18n import gettext
from reform.i18n import mark as _
from reform.rules import sentence

HEAD_ROWS = 40
Content = bytes | mmap.mmap

# Words of a refusal that are themselves sentences' parts and have a translation.
_TRANSLATED = ("kind", "reason")
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: _("there is no such file"),
    IsADirectoryError: _("it is a folder"),
    PermissionError: _("permission denied"),
}
_REASON_UNKNOWN = _("the disk or the network gives an error")


class FileRefused(Exception):
    """A file that cannot become tables: a rule of ``reform.rules`` and the words of its sentence."""

    def __init__(
        self, rule: str, words: Mapping[str, Any] | None = None, *, file: str, sheet: str | None = None
    ) -> None:
        super().__init__(f"{file}: {rule}")
        self.rule = rule
        self.words = dict(words or {})
        self.file = file
        self.sheet = sheet

    @property
    def sentence(self) -> str:
        """The refusal in the language of this context."""
        words = {key: gettext(word) if key in _TRANSLATED else word for key, word in self.words.items()}
        return sentence(self.rule, **words)


@dataclass(frozen=True)
class Source:
    """A file to read: its name as shown in messages and its bytes or its path on disk."""

    name: str
    data: bytes | Path

    def open(self) -> BinaryIO:
        """A binary handle on the content; a path is read where it lies, never copied."""
        if isinstance(self.data, bytes):
            return io.BytesIO(self.data)
        try:
            # Windows answers "permission denied" when a folder is opened: ask first.
            if self.data.is_dir():
                raise IsADirectoryError(self.name)
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


@dataclass(kw_only=True)
class TextTable(ABC):
    """One sheet or one text file as rows of text, nothing interpreted yet."""

    file: str
    sheet: str | None
    kind: str  # xlsx, xls or csv
    date1904: bool = False  # how to read a bare serial number; real date cells arrive as dates
    head: list[list[str]] = field(default_factory=list)  # first rows, cleaned for display

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
