"""Size-limited zip reading; declared sizes are not trusted.

Nothing is ever unpacked to disk, so a member's name can lead nowhere.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reform.ingest.readers import limits
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.text_table import Content, Source, release

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_WINDOW = 16 << 20


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """The zip of a source; what goes wrong while it is read is damage."""
    # Before zipfile makes an object of each.
    if _entries(source.content()) > limits.ENTRIES:
        raise FileRefused("file_too_many", {"limit": limits.ENTRIES})
    try:
        with source.open() as handle, zipfile.ZipFile(handle) as archive:
            yield archive
    except DAMAGED as error:
        raise FileRefused("file_damaged") from error


def _entries(content: Content) -> int:
    """How many members the zip can have at most."""
    found = 0
    for at in range(0, len(content), _WINDOW):
        end = at + _WINDOW
        found += content[at : end + len(_ENTRY) - 1].count(_ENTRY)
        release(content, at, min(end, len(content)))
    return found


def require_plain(info: zipfile.ZipInfo) -> None:
    """Refuse a member that is encrypted, or packed in a way that is not read."""
    if info.flag_bits & _ENCRYPTED:
        raise FileRefused("file_encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused("file_zip_method")


@dataclass
class Unpacking:
    """Members of one zip read piece by piece, counted together: the sizes in its headers can lie."""

    archive: zipfile.ZipFile
    sizes: dict[str, int] = field(default_factory=dict)

    def chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The content of a member, to its true end."""
        require_plain(info)
        # zipfile stops at the size declared; calamine, which comes after, does not.
        info.file_size = limits.UNPACKED + 1
        self.sizes.pop(info.filename, None)  # read a second time
        others, size = sum(self.sizes.values()), 0
        with self.archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if others + size > limits.UNPACKED:
                    raise FileRefused("file_too_large", {"limit": limits.UNPACKED // limits.MB})
                if size > limits.RATIO_FROM and size > limits.RATIO * info.compress_size:
                    raise FileRefused("file_bomb", {"ratio": limits.RATIO})
                yield chunk
        self.sizes[info.filename] = size
