"""Which encoding a text file is in: byte-order mark, then strict UTF-8, then strict GB18030.

The whole file is decoded once, in chunks, before any of it is read as a table: an encoding guessed
from the first lines fails on line 900,000.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TextIO

import numpy as np
import pyarrow as pa

from reform.ingest.readers import limits
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.text_table import Content, release

CHUNK = 8 << 20
# Five Chinese characters in UTF-8. Text in GB18030 has these bytes once in some 10**13.
_UTF8_WORDS = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){5}")
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

    @property
    def ends_a_line(self) -> bool:
        """Whether the text ends with a line end."""
        ends = tuple(end.encode(self.encoding) for end in "\n\r")
        return self.content[-len(ends[0]) :].endswith(ends)

    def open_bytes(self, last_line: str) -> "Bytes":
        """The bytes, with one more line at the end."""
        line_end = "" if self.ends_a_line else "\n"
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
        release(self._content, self._at, self._at + len(chunk))
        self._at += len(chunk)
        room = len(self._more) if size < 0 else size - len(chunk)
        if self._more and room:
            chunk += self._more[:room]
            self._more = self._more[room:]
        return chunk


@dataclass(frozen=True)
class _Failure:
    place: int  # of the first byte that is wrong
    cut_off: bool  # the last character of the file is incomplete


def decode(content: Content, *, lines: bool = True) -> Text:
    """The text of a file; refused if it holds NUL bytes, is in no encoding, or has an endless line."""
    mark = next((mark for mark in _MARKS if content[: len(mark)] == mark), b"")
    text = Text(content, _MARKS.get(mark, "utf-8"), len(mark))
    failures: list[_Failure] = []
    for encoding in (text.encoding,) if mark else ("utf-8", "gb18030"):
        failure = _first_failure(content, text.start, encoding, lines)
        if failure is None:
            if failures and (odd := _utf8_among(content, failures[0].place)) is not None:
                raise FileRefused("file_encoding_mixed", {"line": _line(content, odd)})
            return replace(text, encoding=encoding)
        if failure.cut_off or encoding.startswith("utf-16"):
            # Cut off inside a last character: GB18030 might well accept the rest, as nonsense.
            raise FileRefused("file_damaged")
        failures.append(failure)
    # The encoding that got further is the file's own, and its first error the one to look at.
    place = max(failure.place for failure in failures)
    raise FileRefused("file_encoding", {"line": _line(content, place)})


def _utf8_among(content: Content, failed: int) -> int | None:
    """Where the line of another encoding stands in a file that GB18030 takes as a whole, though characters of
    UTF-8 stand in it: where UTF-8 ``failed``, or, if the file began in GB18030, at these characters."""
    found = _UTF8_WORDS.search(content)
    return max(found.start(), failed) if found else None


def _first_failure(content: Content, start: int, encoding: str, lines: bool) -> _Failure | None:
    """Where the text stops being in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for at, piece in _pieces(content, start, encoding):
        last = at + len(piece) == len(content)
        held = len(decoder.getstate()[0])
        try:
            if held or not _is_utf8(piece, encoding):
                _refuse_nul("\0" in decoder.decode(piece, last))
            else:
                _refuse_nul(b"\0" in piece)
        except UnicodeDecodeError as error:
            # The decoder hands over what it held back from the last piece as well.
            cut_off = last and error.reason.startswith(("unexpected end", "incomplete", "truncated"))
            return _Failure(at - held + error.start, cut_off)
        if lines and _has_endless_line(piece, encoding):
            raise FileRefused("line_too_long", {"limit": limits.LINE // limits.MB})
    return None


def _pieces(content: Content, start: int, encoding: str) -> Iterator[tuple[int, bytes]]:
    """The bytes in pieces with their places, each to the end of a line if it has one."""
    at = start
    while at < len(content):
        piece = content[at : at + CHUNK]
        if at + len(piece) < len(content) and not encoding.startswith("utf-16"):
            piece = piece[: piece.rfind(b"\n") + 1 or None]
        yield at, piece
        release(content, at, at + len(piece))
        at += len(piece)


def _has_endless_line(piece: bytes, encoding: str) -> bool:
    ends = [end.encode(encoding) for end in "\n\r"]
    at = 0
    while len(piece) - at > limits.LINE:
        found = max(piece.rfind(end, at, at + limits.LINE) for end in ends)
        if found < 0:
            return True
        at = found + 1
    return False


def _is_utf8(chunk: bytes, encoding: str) -> bool:
    """Whether the chunk is whole and valid UTF-8: Arrow answers several times faster than the codec."""
    if encoding != "utf-8":
        return False
    places = pa.py_buffer(np.array([0, len(chunk)], np.int32))
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, places, pa.py_buffer(chunk)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _refuse_nul(there: bool) -> None:
    """No table holds a NUL: a disk or a transfer has failed."""
    if there:
        raise FileRefused("file_damaged")


def _line(content: Content, place: int) -> int:
    """The number of the line a byte is in."""
    ends = 0
    for at in range(0, place, CHUNK):
        ends += content[at : min(at + CHUNK, place)].count(b"\n")
        release(content, at, at + CHUNK)
    return ends + 1
