"""A backup that somebody made wrong, under a right seal: refused, and nothing written outside its folder."""

import hashlib
import json
import random
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reform.pipeline import restore as restoring
from reform.pipeline.backup import MANIFEST, ArchiveRefused
from reform.pipeline.restore import restore
from reform.storage import Warehouse
from reform.storage.import_records import DamagedImport
from reform.storage.journal import JournalFault
from tests.ingest.files import County, contents
from tests.pipeline.backups import (
    Change,
    Told,
    members,
    nothing_to_build,
    old_state,
    packed,
    refused,
    remade,
    sealed,
    state,
)
from tests.soak import SOAKING, some


@pytest.fixture
def there(tmp_path: Path) -> Warehouse:
    """A warehouse with an old state, in a folder of its own."""
    return old_state(tmp_path / "there" / "w")


def a_name(held: dict[str, bytes], start: str, end: str = "") -> str:
    return next(name for name in sorted(held) if name.startswith(start) and name.endswith(end))


def without(start: str, *, untold: bool) -> Change:
    """A member less, whether the manifest says so or not."""

    def change(held: dict[str, bytes], told: Told) -> None:
        name = a_name(held, start)
        del held[name]
        if untold:
            del told["files"][name]

    return change


def wrong_sum(start: str) -> Change:
    def change(held: dict[str, bytes], told: Told) -> None:
        told["files"][a_name(held, start)] = hashlib.sha256(b"other").hexdigest()

    return change


def other_content(start: str, end: str = "", content: bytes = b"other", *, told_so: bool = False) -> Change:
    def change(held: dict[str, bytes], told: Told) -> None:
        name = a_name(held, start, end)
        held[name] = content
        if told_so:
            told["files"][name] = hashlib.sha256(content).hexdigest()

    return change


def named(name: str) -> Change:
    """A member more, of any name, with its right checksum."""

    def change(held: dict[str, bytes], told: Told) -> None:
        held[name] = b"evil"
        told["files"][name] = hashlib.sha256(b"evil").hexdigest()

    return change


def said(**words: Any) -> Change:
    return lambda _held, told: told.update(words)


def unsaid(word: str) -> Change:
    return lambda _held, told: told.pop(word)


def other_tables(_held: dict[str, bytes], told: Told) -> None:
    told["proof"]["tables"]["main.cases"][-1] = "3 1"


ESCAPING = [
    *("../evil", "../../evil", "imports/../../evil", "imports/../evil", "/evil", "C:\\evil", "..\\evil"),
    *(
        "imports\\..\\..\\evil",
        "imports",
        "imports/",
        ".",
        "",
        "CURRENT",
        "snapshots/000004.duckdb",
        "x.toml",
    ),
    *("profiles/../names.json", "profiles/.toml", "profiles/a/b.toml", "profiles/a.toml/../../../evil"),
    *("journal.sqlite-wal", "loading.lock", "snapshots/4.json", "snapshots/000004.started", "imports/0.json"),
    *(f"imports/{'0' * 64}.json/../../../evil", f"imports/{'0' * 64}.json\n", f"./imports/{'0' * 64}.json"),
]
WRONG: dict[str, tuple[Change, str]] = {
    **{f"a member less: {start}": (without(start, untold=False), "damaged") for start in
       ("imports/", "snapshots/", "journal", "names", "profiles/")},
    **{f"wrong checksum: {start}": (wrong_sum(start), "damaged") for start in
       ("imports/", "snapshots/", "journal", "names", "profiles/")},
    **{f"name: {name!r}": (named(name), "damaged") for name in ESCAPING},
    "other content": (other_content("profiles/"), "damaged"),
    "other rows": (other_content("imports/", ".parquet"), "damaged"),
    "a member untold": (lambda held, _told: held.update({"profiles/x.toml": b""}), "damaged"),
    "no manifest": (lambda _held, told: told.clear(), "damaged"),
    "no such current": (said(current="000009"), "damaged"),
    "a current elsewhere": (said(current="../../evil"), "damaged"),
    "a current of no kind": (said(current=["000004"]), "damaged"),
    "a manifest that is none": (other_content("snapshots/000004", content=b"[]", told_so=True), "damaged"),
    "a manifest of another": (
        other_content("snapshots/000004", content=b'{"id": "../x", "parent": null, "published_at": ""}',
                      told_so=True), "damaged"),
    "files of no kind": (said(files=[]), "damaged"),
    "no files": (unsaid("files"), "damaged"),
    "no format": (unsaid("format"), "damaged"),
    "no current": (unsaid("current"), "damaged"),
    "another format": (said(format=2, version="9.0"), "newer"),
    "other tables": (other_tables, "not_equal"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "kind"), some(WRONG.values(), 3), ids=some(WRONG, 3))
def test_one_made_wrong_is_refused(
    good: Path, there: Warehouse, tmp_path: Path, change: Change, kind: str
) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(remade(good, change))
    why = refused(file, there)
    assert isinstance(why, ArchiveRefused) and why.kind == kind
    assert file.name in why.sentence
    assert not list(tmp_path.rglob("evil*"))


def test_what_is_made_anew_without_a_change_is_restored(good: Path, filled: County, there: Warehouse) -> None:
    """So that the other tests of this part cannot pass for a slip of theirs."""
    file = there.folder.parent / "b.zip"
    file.write_bytes(remade(good, lambda _held, _told: None))
    restore(there, file, replace=True)
    assert state(there) == state(filled.warehouse)


def lose_an_import(held: dict[str, bytes], told: Told) -> None:
    """One that the current snapshot rests on; the archive does not even speak of it."""
    current = json.loads(held["snapshots/000004.json"])
    name = f"imports/{current['imports'][1]}.json"
    del held[name], told["files"][name]


BROKEN: dict[str, tuple[Change, type[Exception], str]] = {
    "an import less": (
        lose_an_import,
        DamagedImport,
        "files of the imports are missing or damaged: imports/",
    ),
    "a broken journal": (
        other_content("journal", content=b"SQLite format 3" * 500, told_so=True),
        JournalFault,
        "journal.sqlite is damaged",
    ),
}


@pytest.mark.parametrize(("change", "error", "words"), BROKEN.values(), ids=BROKEN)
def test_what_was_broken_before_it_was_backed_up_is_refused(
    good: Path, there: Warehouse, tmp_path: Path, change: Change, error: type[Exception], words: str
) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(remade(good, change))
    assert isinstance(refused(file, there), error)
    answer = County(tmp_path).run("restore", str(file), lang="en")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert words in answer.stderr


@pytest.mark.parametrize("told", [None, b"", b"no json", b"\xff", b"[]", b"null", b"{}", b"[" * 100_000])
def test_a_manifest_that_cannot_be_read_is_refused(
    good: Path, there: Warehouse, tmp_path: Path, told: bytes | None
) -> None:
    file, held = tmp_path / "b.zip", members(good)
    del held[MANIFEST]
    file.write_bytes(packed(held, told))
    why = refused(file, there)
    assert isinstance(why, ArchiveRefused) and why.kind == "damaged"


def test_a_member_that_comes_twice_is_refused(good: Path, there: Warehouse, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(good.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("names.json", archive.read("names.json"))
    file.write_bytes(sealed(file.read_bytes()))
    why = refused(file, there)
    assert isinstance(why, ArchiveRefused) and why.kind == "damaged"


def test_a_byte_changed_anywhere_under_a_right_seal_does_no_harm(good: Path, tmp_path: Path) -> None:
    """It is refused, or it is of no account, such as the day of a member."""
    file, whole, there = tmp_path / "b.zip", Warehouse(tmp_path / "whole"), Warehouse(tmp_path / "there")
    content = bytearray(remade(good, nothing_to_build))
    file.write_bytes(content)
    restore(whole, file)
    directory, outcomes = content.index(b"PK\x01\x02"), Counter[str]()
    chance, often = random.Random(7), 50 if SOAKING else 20
    changed = chance.sample(range(directory), 3 * often)
    changed += chance.sample(range(directory, len(content) - 64), 5 * often)
    for nth, place in enumerate(changed):
        content[place] ^= 1 << nth % 8
        file.write_bytes(sealed(bytes(content)))
        content[place] ^= 1 << nth % 8
        try:
            restore(there, file)
        except ArchiveRefused as why:
            outcomes[why.kind] += 1
            assert contents(there.folder) is None, place
        else:
            outcomes["restored"] += 1
            assert contents(there.folder) == contents(whole.folder), place
            shutil.rmtree(there.folder)
    assert set(outcomes) == {"damaged", "restored"}
    assert outcomes["damaged"] > outcomes["restored"]


# built by another program -----------------------------------------------------------------------


def test_what_another_program_computed_is_not_compared(
    good: Path, filled: County, there: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures may be others; the imports are the truth."""
    file = tmp_path / "b.zip"
    file.write_bytes(remade(good, other_tables))
    monkeypatch.setattr(restoring, "built_by", lambda: {"models": "of another program", "duckdb": "2"})
    restore(there, file, replace=True)
    assert state(there) == state(filled.warehouse)
