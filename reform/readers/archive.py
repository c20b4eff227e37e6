"""The files inside a zip archive, unpacked in memory and within a limit."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from reform.readers.table import FileRefused, Source

UNPACKED_LIMIT = 2 * 1024**3
_CHUNK = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def members(source: Source) -> Iterator[Source]:
    """The members of an archive in the order of their names, litter of the systems left out."""
    left = UNPACKED_LIMIT
    try:
        with source.open() as handle, zipfile.ZipFile(handle) as archive:
            for name, info in sorted(
                ((_name(info), info) for info in archive.infolist()), key=lambda m: m[0]
            ):
                if info.is_dir() or _is_litter(name):
                    continue
                file = f"{source.name}/{name}"
                if info.flag_bits & _ENCRYPTED:
                    raise FileRefused("file_encrypted", file=file)
                data = _unpack(archive, info, left)
                if data is None:
                    limit = UNPACKED_LIMIT // 1024**2
                    raise FileRefused("file_too_large", {"limit": limit}, file=source.name)
                left -= len(data)
                yield Source(file, data)
    except _DAMAGED as error:
        raise FileRefused("file_damaged", file=source.name) from error


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | None:
    """A member's bytes, or None past the limit: counted while reading, for a header can lie."""
    data = bytearray()
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            data += chunk
            if len(data) > limit:
                return None
    return bytes(data)


def _name(info: zipfile.ZipInfo) -> str:
    """Chinese archivers write names in GBK or unflagged UTF-8; zipfile takes both for cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    # As written: on Windows zipfile turns 0x5C into a slash, though it is half of many a GBK character.
    raw = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_litter(name: str) -> bool:
    """Hidden files, Office lock files, and what macOS and Windows leave in archives."""
    path = PurePosixPath(name)
    litter_folder = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return litter_folder or path.name.startswith("~$") or path.name in ("", "Thumbs.db")
