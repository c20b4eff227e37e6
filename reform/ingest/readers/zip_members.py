"""The files inside a zip archive, unpacked in memory and within a limit."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from reform.ingest.readers import limits
from reform.ingest.readers.file_refused import FileRefused, naming
from reform.ingest.readers.safe_zip import Unpacking, opened, require_plain
from reform.ingest.readers.text_table import Source, printable

_UTF8_NAME = 0x800
_LONGEST_NAME = 120


def members(source: Source) -> Iterator[Source]:
    """The members of an archive in the order of their names, litter of the systems left out."""
    with opened(source) as archive:
        infos = archive.infolist()
        if len(infos) > limits.MEMBERS:
            raise FileRefused("file_too_many", {"limit": limits.MEMBERS})
        unpacking = Unpacking(archive)
        named = ((_harmless(_name(info)), info) for info in infos if not info.is_dir())
        for name, info in sorted(named, key=lambda member: (member[0], member[1].CRC)):
            if _is_litter(name):
                continue
            member = Source(f"{source.name}/{name}", b"", source.budget)
            data = io.BytesIO()  # gives its bytes away without a copy
            with naming(member.display_name):
                require_plain(info)
            for chunk in unpacking.chunks(info):
                source.budget.hold(len(chunk))
                data.write(chunk)
            yield replace(member, data=data.getvalue())


def _name(info: zipfile.ZipInfo) -> str:
    """Chinese archivers write names in GBK or unflagged UTF-8; zipfile takes both for cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    # As written: on Windows zipfile turns 0x5C into a slash, though it is half of many a GBK character.
    raw = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _harmless(name: str) -> str:
    """A member's name as it may be shown: inside its folder, without what steers a screen, not endless."""
    parts = [part for part in printable(name).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    path = "/".join(parts)
    return path if len(path) <= _LONGEST_NAME else f"{path[:80]}~{path[-39:]}"


def _is_litter(name: str) -> bool:
    """Hidden files, Office lock files, and what macOS and Windows leave in archives."""
    path = PurePosixPath(name)
    litter_folder = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return litter_folder or path.name.startswith("~$") or path.name in ("", "Thumbs.db")
