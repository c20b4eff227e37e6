"""Which encoding a text file is in: byte-order mark, then strict UTF-8, then strict GB18030.

The whole file is decoded once, in chunks, before any of it is read as a table: an encoding guessed
from the first lines fails on line 900,000.
"""

import codecs
import io
from dataclasses import dataclass
from typing import TextIO

import pyarrow as pa

from reform.readers.table import Content, FileRefused

CHUNK = 8 << 20
# UTF-16 is what Excel calls "Unicode text".
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"\x84\x31\x95\x33": "gb18030",
}


@dataclass(frozen=True)
class Text:
    """Bytes whose encoding is known, without their byte-order mark."""

    content: Content
    encoding: str
    start: int

    def open(self) -> TextIO:
        """The text with its line ends as they are, as the csv module wants it."""
        data = pa.BufferReader(pa.py_buffer(self.content).slice(self.start))
        return io.TextIOWrapper(data, encoding=self.encoding, newline="")

    def open_bytes(self, last_line: str) -> "Bytes":
        """The bytes, with one more line at the end."""
        line_end = "" if self.content[-1:] in (b"\n", b"\r") else "\n"
        return Bytes(self.content, self.start, f"{line_end}{last_line}\n".encode(self.encoding))


class Bytes(io.RawIOBase):
    """A handle on bytes followed by a few more; no copy of the whole is made."""

    def __init__(self, content: Content, start: int, more: bytes) -> None:
        self._content = content
        self._at = start
        self._more = more

    def readable(self) -> bool:
        """Yes: it is all there is to do with it."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as many as asked for while there are any.

        Never fewer: Arrow takes a block of a lone LF after a CR for the end of the file.
        """
        chunk = self._content[self._at : None if size < 0 else self._at + size]
        self._at += len(chunk)
        room = len(self._more) if size < 0 else size - len(chunk)
        chunk += self._more[:room]
        self._more = self._more[room:]
        return chunk


@dataclass(frozen=True)
class _Failure:
    line: int
    cut_off: bool  # the last character of the file is incomplete


def decode(content: Content, file: str) -> Text:
    """The text of a file; refused if it holds NUL bytes or is in neither encoding."""
    mark = next((mark for mark in _MARKS if content[: len(mark)] == mark), b"")
    encoding = _MARKS.get(mark, "utf-8")
    start = len(mark)
    if encoding.startswith("utf-16"):
        try:
            # The csv reader knows one-byte line ends only.
            content, encoding, start = str(content[start:], encoding).encode(), "utf-8", 0
        except UnicodeError as error:
            raise FileRefused("file_damaged", file=file) from error
    _refuse_nul(content, file)
    failures = []
    for candidate in (encoding,) if mark else ("utf-8", "gb18030"):
        failure = _first_failure(content, start, candidate)
        if failure is None:
            return Text(content, candidate, start)
        if failure.cut_off:
            # Cut off inside a last character: GB18030 might well accept the rest, as nonsense.
            raise FileRefused("file_damaged", file=file)
        failures.append(failure)
    # The encoding that got further is the file's own, and its first error the one to look at.
    raise FileRefused("file_encoding", {"line": max(failure.line for failure in failures)}, file=file)


def _refuse_nul(content: Content, file: str) -> None:
    """No table holds a NUL: a disk or a transfer has failed."""
    if content.find(b"\0") >= 0:
        raise FileRefused("file_damaged", file=file)


def _first_failure(content: Content, start: int, encoding: str) -> _Failure | None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    for at in range(start, len(content), CHUNK):
        chunk = content[at : at + CHUNK]
        last = at + CHUNK >= len(content)
        try:
            decoder.decode(chunk, last)
        except UnicodeDecodeError as error:
            # The decoder hands over what it held back from the last chunk as well: no line end in that.
            cut_off = last and error.reason.startswith(("unexpected end", "incomplete"))
            return _Failure(line + error.object[: error.start].count(b"\n"), cut_off)
        line += chunk.count(b"\n")
    return None
