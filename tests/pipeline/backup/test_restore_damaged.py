"""A backup that was changed or cut off on its way is refused, and nothing is touched."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from reform.pipeline.backup import ArchiveRefused
from reform.pipeline.restore import restore
from reform.storage import Warehouse
from tests.ingest.files import County, contents
from tests.pipeline.backups import old_state, packed, refused, sealed

EMPTY = hashlib.sha256(b"").hexdigest().encode()


@pytest.fixture
def there(tmp_path: Path) -> Warehouse:
    """A warehouse with an old state, in a folder of its own."""
    return old_state(tmp_path / "there" / "w")


# changed on its way -----------------------------------------------------------------------------


def places(size: int, many: int) -> list[int]:
    """The first and the last hundred, evenly between, and some that nobody chose."""
    some = random.Random(5).sample(range(size), many)
    return sorted({*range(100), *range(size - 200, size), *range(0, size, size // many), *some})


def test_a_byte_changed_anywhere_is_seen(good: Path, there: Warehouse, tmp_path: Path) -> None:
    content, file = bytearray(good.read_bytes()), tmp_path / "b.zip"
    before = contents(there.folder)
    for nth, place in enumerate(places(len(content), 400)):
        content[place] ^= 1 << nth % 8
        file.write_bytes(content)
        with pytest.raises(ArchiveRefused) as told:
            restore(there, file, replace=True)
        assert told.value.kind == "damaged", place
        content[place] ^= 1 << nth % 8
    assert contents(there.folder) == before
    assert bytes(content) == good.read_bytes()


def test_one_cut_off_anywhere_is_seen(good: Path, there: Warehouse, tmp_path: Path) -> None:
    content, file = good.read_bytes(), tmp_path / "b.zip"
    before = contents(there.folder)
    for place in places(len(content), 100):
        file.write_bytes(content[:place])
        with pytest.raises(ArchiveRefused) as told:
            restore(there, file, replace=True)
        assert told.value.kind == "damaged", place
    assert contents(there.folder) == before


CHANGED: dict[str, Callable[[bytes], bytes]] = {
    "a byte more": lambda content: content + b"\0",
    "a line end more": lambda content: content + b"\r\n",
    "a byte before": lambda content: b"\0" + content,
    "a byte less within": lambda content: content[:999] + content[1000:],
    "twice": lambda content: content * 2,
    "line ends": lambda content: content.replace(b"\n", b"\r\n"),
    "nothing": lambda _content: b"",
    "no zip": lambda _content: b"PK" * 5000,
    "no zip, sealed": lambda _content: sealed(b"PK" * 5000),
    "nothing, sealed": lambda _content: EMPTY,
    "another zip": lambda _content: packed({"x.csv": b"1"}, None),
    "its first half, sealed": lambda content: sealed(content[: len(content) // 2]),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_one_that_is_no_backup_is_told(
    good: Path, there: Warehouse, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(change(good.read_bytes()))
    why = refused(file, there)
    assert isinstance(why, ArchiveRefused) and why.kind == "damaged"
    county = County(tmp_path)
    said = county.run("restore", str(file), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == (
        "b.zip is no backup of this program, or it was damaged or cut off on its way. Nothing was touched.\n"
    )


def test_no_file_is_wrong_use(tmp_path: Path) -> None:
    county = County(tmp_path)
    for path in (tmp_path / "none.zip", tmp_path):
        assert county.run("restore", str(path)).exit_code == 2
    assert not county.warehouse.folder.exists()
