"""The journal on a full disk: read, backed up, and what is not kept is said."""

from pathlib import Path

import pytest

from reform.common import i18n
from reform.common.actor import Actor
from reform.storage import sqlite_store
from reform.storage.journal import Journal, JournalFault
from tests.pipeline.test_crash import files_no_larger_than
from tests.storage.test_sqlite_store import NOW, die_after_writing, fork


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "warehouse")


@pytest.mark.parametrize("uncheckpointed", [False, True], ids=["closed well", "left by a killed writer"])
def test_a_journal_on_a_full_disk_is_read_and_backed_up(tmp_path: Path, uncheckpointed: bool) -> None:
    """SQLite finds no room for its index beside the file; what cannot be written is said."""
    journal = Journal(tmp_path / "w")
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    if uncheckpointed:
        dying = fork.Process(target=die_after_writing, args=(tmp_path / "w",))
        dying.start()
        dying.join()
        (tmp_path / "w" / "journal.sqlite-shm").unlink()
    expected = ["a", "b"] if uncheckpointed else ["a"]
    copied = tmp_path / "copied" / "journal.sqlite"
    copied.parent.mkdir()
    with files_no_larger_than(20_000):  # the index takes 32 KB, the copy 16
        assert [entry.fields["text"] for entry in journal.entries()] == expected
        journal.copy(copied)
        with pytest.raises(JournalFault) as told:
            journal.write("note", "S", {"text": "c"}, Actor("A"), NOW)
    assert told.value.fault == "full"
    assert [entry.fields["text"] for entry in Journal(copied.parent).entries()] == expected
    assert [entry.fields["text"] for entry in journal.entries()] == expected
    journal.check()


def test_the_first_entry_on_a_full_disk_is_not_kept_and_said(journal: Journal) -> None:
    with files_no_larger_than(0), pytest.raises(JournalFault):
        journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    assert not journal.path.exists()
    assert journal.write("note", "S", {"text": "a"}, Actor("A"), NOW) == 1
    assert {path.name for path in journal.path.parent.iterdir()} <= {"journal.sqlite", "journal.lock"}


def test_the_sentence_says_whether_something_was_typed(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise sqlite_store.StoreFault("full")

    monkeypatch.setattr(sqlite_store.Store, "ask", full)
    monkeypatch.setattr(sqlite_store.Store, "write", full)
    with pytest.raises(JournalFault) as reading:
        journal.entries()
    with pytest.raises(JournalFault) as writing:
        journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    with i18n.speaking("en"):
        assert "Nothing in it is changed" in reading.value.sentence
        assert "What was typed is not kept" in writing.value.sentence


@pytest.mark.parametrize("size", [100, 4096, 20_000, 33_000, 40_000])
@pytest.mark.parametrize("is_begun", [False, True])
def test_a_file_that_may_grow_no_further(tmp_path: Path, size: int, is_begun: bool) -> None:
    """What was kept stays whole, what was not is said, and no half-made file lies about."""
    journal = Journal(tmp_path)
    kept = [journal.write("note", "D01", {"text": "前"}, Actor("甲", "page"), NOW)] if is_begun else []
    with files_no_larger_than(size), pytest.raises(JournalFault) as caught:
        for _attempt in range(100):
            kept.append(journal.write("note", "D01", {"text": "一" * 1500}, Actor("甲", "page"), NOW))
    with i18n.speaking("zh"):
        assert (caught.value.fault, caught.value.sentence[-9:]) == ("full", "所填内容没有保存。")
    assert [entry.id for entry in journal.entries()] == kept
    assert {path.name for path in tmp_path.iterdir()} <= {"journal.lock", "journal.sqlite"}
    assert journal.write("note", "D01", {"text": "后"}, Actor("甲", "page"), NOW)
