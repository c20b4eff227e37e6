"""The journal's file: nothing is lost by twenty writers, a killed one, a damaged or a closed file."""

import ctypes
import json
import multiprocessing
import os
import random
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from reform.common import i18n
from reform.common.actor import Actor
from reform.storage import sqlite_store
from reform.storage.journal import Journal, JournalFault
from tests.ingest.files import County

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)

fork = multiprocessing.get_context("fork")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "warehouse")


def raw(journal: Journal) -> sqlite3.Connection:
    return sqlite3.connect(journal.path, isolation_level=None)


# many at once ---------------------------------------------------------------------------------


def type_in(folder: Path, writer: int, many: int) -> None:
    for n in range(many):
        Journal(folder).write("tick", f"S{writer}", {"n": n}, Actor("A"), NOW)


def test_twenty_writers_lose_nothing_while_others_read(journal: Journal) -> None:
    """Twenty processes that also race to make the file."""
    folder = journal.path.parent
    writers = [fork.Process(target=type_in, args=(folder, writer, 50)) for writer in range(20)]
    for process in writers:
        process.start()
    seen, running = [0], {process.sentinel for process in writers}
    while running:
        running -= set(wait(list(running), timeout=0.05))
        entries = journal.entries()
        assert [entry.id for entry in entries] == list(range(1, len(entries) + 1))
        seen.append(len(entries))
    for process in writers:
        process.join()
    assert [process.exitcode for process in writers] == [0] * 20
    assert seen == sorted(seen)
    entries = journal.entries()
    assert len({entry.id for entry in entries}) == 20 * 50
    for writer in range(20):
        mine = [entry.fields["n"] for entry in entries if entry.subject == f"S{writer}"]
        assert mine == list(range(50))
    journal.check()
    assert {path.name for path in folder.iterdir()} <= {"journal.sqlite", "journal.lock"}


def die_writing(folder: Path) -> None:
    """Killed with the entry written, but not yet committed."""
    with closing(raw(Journal(folder))) as connection:
        connection.execute("begin immediate")
        connection.execute("insert into entries values (null, '', 'note', 'dead', '', '{}', null)")
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_writer_loses_its_own_entry_only(journal: Journal) -> None:
    journal.write("note", "S", {"text": "before"}, Actor("A"), NOW)
    dying = fork.Process(target=die_writing, args=(journal.path.parent,))
    dying.start()
    dying.join()
    assert dying.exitcode == -signal.SIGKILL
    journal.write("note", "S", {"text": "after"}, Actor("A"), NOW)
    assert [entry.fields["text"] for entry in journal.entries()] == ["before", "after"]
    journal.check()


@pytest.mark.parametrize("seen", [0, 1, 7])
def test_a_writer_killed_at_any_instant_leaves_whole_entries(journal: Journal, seen: int) -> None:
    writer = fork.Process(target=type_in, args=(journal.path.parent, 0, 10_000))
    writer.start()
    while len(journal.entries()) < seen:
        assert writer.is_alive()
    writer.kill()
    writer.join()
    left = [entry.fields["n"] for entry in journal.entries()]
    assert left == list(range(len(left)))
    assert len(left) >= seen
    journal.write("note", "S", {"text": "after"}, Actor("A"), NOW)
    assert len(journal.entries()) == len(left) + 1
    journal.check()


def test_readers_wait_for_no_writer_and_writers_not_for_ever(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    monkeypatch.setattr(sqlite_store, "TIMEOUT", 0.0)
    with closing(raw(journal)) as busy:
        busy.execute("begin immediate")
        assert len(journal.entries()) == 1
        with pytest.raises(JournalFault) as refused:
            journal.write("note", "S", {"text": "b"}, Actor("A"), NOW)
        busy.execute("rollback")
    assert refused.value.fault == "busy"
    journal.write("note", "S", {"text": "b"}, Actor("A"), NOW)


def test_a_copy_is_whole_while_others_write(journal: Journal, tmp_path: Path) -> None:
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    (tmp_path / "copy").mkdir()
    with closing(raw(journal)) as other:
        other.execute("begin immediate")
        journal.copy(tmp_path / "copy" / "journal.sqlite")
        other.execute("rollback")
    copy = Journal(tmp_path / "copy")
    assert copy.entries() == journal.entries()
    copy.write("note", "S", {"text": "b"}, Actor("A"), NOW)
    copy.check()


# damaged and closed files ---------------------------------------------------------------------


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    middle = 4096  # the page of the entries: not a page of a table any more
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda content: b"x" * len(content),
    "cut": cut,
    "flipped": flipped,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_damaged_file_is_told_in_a_sentence(tmp_path: Path, damage: str, lang: str) -> None:
    county = County(tmp_path)
    journal = Journal(county.warehouse.folder)
    for n in range(15):
        journal.write("note", f"S{n}", {"text": "字" * 200}, Actor("A"), NOW)
    journal.path.write_bytes(DAMAGES[damage](journal.path.read_bytes()))
    with pytest.raises(JournalFault) as refused:
        journal.check()
    assert refused.value.fault == "damaged"
    result = county.run("journal", lang=lang)
    assert result.exit_code == 1
    assert str(journal.path) in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "row",
    [
        "(null, 'yesterday', 'note', 'S', 'A', '{}', null)",
        "(null, '2026-11-23T00:00:00+00:00', 'note', 'S', 'A', '[1]', null)",
        "(null, '2026-11-23T00:00:00+00:00', 'note', 'S', 'A', '{', null)",
        "(null, '2026-11-23T00:00:00+00:00', 'note', 'S', 'A', x'ff', null)",
        "(null, '2026-11-23T00:00:00+00:00', 'note', 'S', cast(x'ff' as text), '{}', null)",
    ],
)
def test_a_row_that_is_no_entry_is_told_in_a_sentence(journal: Journal, row: str) -> None:
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    with closing(raw(journal)) as connection:
        connection.execute(f"insert into entries values {row}")
    with pytest.raises(JournalFault) as refused:
        journal.entries()
    assert refused.value.fault == "damaged"


def test_no_flipped_bit_is_a_traceback(journal: Journal) -> None:
    for n in range(5):
        journal.write("note", f"S{n}", {"text": "a"}, Actor("A"), NOW)
    whole, told = journal.path.read_bytes(), 0
    chosen = random.Random(4)
    for _round in range(80):
        place = chosen.randrange(len(whole))
        journal.path.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << chosen.randrange(8)]) + whole[place + 1 :]
        )
        try:
            journal.entries()
            journal.write("note", "S", {"text": "b"}, Actor("A"), NOW)
        except JournalFault as fault:
            told += fault.fault == "damaged"
        for left in journal.path.parent.glob("journal.sqlite-*"):
            left.unlink()
    assert told


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ("SQLITE_FULL", "full"),
        ("SQLITE_IOERR_SHMSIZE", "full"),
        ("SQLITE_IOERR_WRITE", "full"),
        ("SQLITE_IOERR_READ", "closed"),
        ("SQLITE_READONLY_DBMOVED", "closed"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
        ("", "damaged"),
    ],
)
def test_every_error_of_the_store_has_a_sentence(journal: Journal, error: str, fault: str) -> None:
    problem = sqlite3.OperationalError("as SQLite says it")
    problem.sqlite_errorname = error
    assert sqlite_store.why(problem) == fault
    for lang in i18n.LANGUAGES:
        with i18n.speaking(lang):
            assert len(sentence := JournalFault(fault, file=journal.path).sentence) > 15
            assert "IOERR" not in error or "fails" in sentence or "出错" in sentence


def give_up_privileges() -> None:
    """Root meets the modes of files like anybody; another user could not enter a closed home."""
    if os.geteuid() == 0:
        version_3_of_this_process = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None).capset(version_3_of_this_process, (ctypes.c_uint32 * 6)()) == 0


def without_privileges(do: Callable[[], str]) -> str:
    """What a function says when it runs with no right but those the modes of the files give."""
    here, there = fork.Pipe(duplex=False)

    def run() -> None:
        give_up_privileges()
        there.send(do())

    process = fork.Process(target=run)
    process.start()
    process.join()
    return str(here.recv()) if here.poll() else "died"


@pytest.mark.parametrize("uncheckpointed", [False, True], ids=["closed well", "left by a killed writer"])
def test_a_read_only_folder_is_read(tmp_path: Path, uncheckpointed: bool) -> None:
    journal = Journal(tmp_path)
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    if uncheckpointed:
        dying = fork.Process(target=die_after_writing, args=(tmp_path,))
        dying.start()
        dying.join()
        (tmp_path / "journal.sqlite-shm").unlink()
    expected = "a b" if uncheckpointed else "a"
    for path in tmp_path.iterdir():
        path.chmod(0o444)
    tmp_path.chmod(0o555)

    def read() -> str:
        return " ".join(str(entry.fields["text"]) for entry in Journal(tmp_path).entries())

    def write() -> str:
        try:
            return str(journal.write("note", "S", {"text": "c"}, Actor("A"), NOW))
        except JournalFault as refused:
            return refused.fault

    assert without_privileges(read) == expected
    assert without_privileges(write) == "closed"


def die_after_writing(folder: Path) -> None:
    """Killed with an entry committed, but not yet brought from the write-ahead log into the file."""
    with closing(raw(Journal(folder))) as connection:
        entry = json.dumps({"text": "b"})
        moment = "2026-11-23T00:00:00+00:00"
        connection.execute("insert into entries values (null, ?, 'note', 'S', 'A', ?, null)", (moment, entry))
        os.kill(os.getpid(), signal.SIGKILL)


def test_the_log_of_a_file_moved_away_is_not_played_into_the_next(journal: Journal) -> None:
    journal.write("note", "S", {"text": "old"}, Actor("A"), NOW)
    dying = fork.Process(target=die_after_writing, args=(journal.path.parent,))
    dying.start()
    dying.join()
    journal.path.rename(journal.path.with_name("damaged.sqlite"))
    journal.write("note", "S", {"text": "new"}, Actor("A"), NOW)
    assert [entry.fields["text"] for entry in journal.entries()] == ["new"]
    journal.check()
