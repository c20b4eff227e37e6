"""Files that are written whole or not at all, and known by their content."""

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from reform.common import failpoints
from reform.common.caching import cached

_TRIES = 40


def write(path: Path, text: str) -> None:
    """Put a text in the place of a file: a reader sees the old one or the new one, also after a crash."""
    with drafted({path: text}):
        pass


@contextmanager
def drafted(texts: Mapping[Path, str]) -> Iterator[dict[Path, Path]]:
    """Texts that take the places of files when the block ends well; gives the draft of each.

    They are on the disk before the block begins: one that takes no more refuses while nothing has changed.
    """
    drafts = {path: path.with_name(path.name + ".tmp") for path in texts}
    try:
        for path, draft in drafts.items():
            with draft.open("w", encoding="utf-8", newline="\n") as handle:
                handle.write(texts[path])
                handle.flush()
                os.fsync(handle.fileno())
            failpoints.failpoint(f"written {path.name}")
        yield drafts
        for path, draft in drafts.items():
            move(draft, path)
    except BaseException:
        for draft in drafts.values():
            remove(draft)
        raise


def move(source: Path, target: Path) -> None:
    """Give a file its final name, and make the name last."""
    for tried in range(_TRIES):
        try:
            os.replace(source, target)
            break
        except PermissionError:
            # Windows does not replace a file that somebody has open, and CURRENT is read all the time, each
            # time for an instant. Elsewhere the refusal is meant.
            if sys.platform != "win32" or tried == _TRIES - 1:
                raise
            time.sleep(0.05)
    _flush_names(target.parent)


def flush(path: Path) -> str:
    """Return when the content lies on the disk, with its checksum: it is read while it is being written."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        flushed = pool.submit(_flush, path)
        known = checksum(path)
        flushed.result()
    return known


def _flush(path: Path) -> None:
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def _flush_names(folder: Path) -> None:
    # Windows opens no folders; some network drives refuse to flush one.
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def remove(path: Path) -> None:
    """Remove a file or folder nobody needs; what cannot go now is left to the next load."""
    # On Windows a reader may still have it open.
    with suppress(OSError):
        if path.is_dir():  # where DuckDB spills while it builds
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _stamp(path: Path) -> tuple[int, int, int, int]:
    """By the inode: a draft that gets its final name is still the same file."""
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


@cached(1000, _stamp)
def checksum(path: Path) -> str:
    """The SHA-256 of a file; read once per process as long as its size and its time stay."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def is_checksum_known(path: Path) -> bool:
    """Whether this process has read the file already."""
    return _stamp(path) in checksum.cache
