"""The journal: what is typed comes back as it was, is never changed, and identifies nobody."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from reform.common.actor import Actor
from reform.storage.journal import MOST_CHARACTERS, Journal, JournalFault, Value
from tests import persons
from tests.ingest.files import County

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))
LATER = NOW + timedelta(days=1)
ID, PHONE = "110101199003077571", "13812345678"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "warehouse")


def raw(journal: Journal) -> sqlite3.Connection:
    return sqlite3.connect(journal.path, isolation_level=None)


def bytes_of(journal: Journal) -> bytes:
    return b"".join(path.read_bytes() for path in journal.path.parent.glob(f"{journal.path.name}*"))


# entries --------------------------------------------------------------------------------------


def test_an_entry_comes_back_as_it_was_typed(journal: Journal) -> None:
    assert journal.entries() == []
    assert not journal.path.parent.exists()  # reading makes nothing
    fields: Mapping[str, Value] = {"text": "与市监局商定,6月划转", "done": True, "items": 3, "due_on": None}
    number = journal.write("decision", "0001", fields, Actor("李主任"), NOW)
    (entry,) = journal.entries()
    assert (entry.id, entry.kind, entry.subject, entry.author) == (number, "decision", "0001", "李主任")
    assert entry.fields == fields
    assert entry.written_at == NOW
    assert entry.written_at.tzinfo is UTC
    assert entry.replaces is None


def test_entries_are_asked_by_kind_subject_and_moment(journal: Journal) -> None:
    journal.write("note", "2026-11-01", {"text": "a"}, Actor("A"), NOW)
    journal.write("tick", "2026-W47", {"done": True}, Actor("A"), NOW)
    journal.write("note", "2026-11-02", {"text": "b"}, Actor("A"), LATER)
    asked: list[tuple[dict[str, Any], list[int]]] = [
        ({}, [1, 2, 3]),
        ({"kind": "note"}, [1, 3]),
        ({"kind": "note", "subject": "2026-11-02"}, [3]),
        ({"until": NOW}, [1, 2]),
        ({"until": NOW - timedelta(seconds=1)}, []),
        ({"kind": "x' or 1=1 --"}, []),
    ]
    assert [[entry.id for entry in journal.entries(**given)] for given, _ in asked] == [n for _, n in asked]
    assert [entry.id for entry in journal.history("2026-W47")] == [2]


# Each entry: the text typed and the entry it replaces; "" withdraws. Then what holds in the end.
CHAINS: dict[str, tuple[list[tuple[str, int | None]], str | None]] = {
    "one": ([("a", None)], "a"),
    "two of their own": ([("a", None), ("b", None)], "b"),
    "corrected": ([("a", None), ("b", 1)], "b"),
    "withdrawn": ([("a", None), ("", 1)], None),
    "withdrawn and typed again": ([("a", None), ("", 1), ("b", None)], "b"),
    "a correction is withdrawn with what it corrected": ([("a", None), ("b", 1), ("", 2)], None),
    "the newer of two is withdrawn": ([("a", None), ("b", None), ("", 2)], "a"),
    "a withdrawal is taken back by another text": ([("a", None), ("", 1), ("b", 2)], "b"),
}


@pytest.mark.parametrize("chain", CHAINS)
def test_what_holds(journal: Journal, chain: str) -> None:
    typed, holds = CHAINS[chain]
    journal.write("note", "other", {"text": "of another subject"}, Actor("A"), NOW)
    for text, replaces in typed:
        of = None if replaces is None else replaces + 1
        journal.write("note", "S", {"text": text} if text else {}, Actor("A"), NOW, of)
    latest = journal.latest("note")
    assert latest.pop("other").fields == {"text": "of another subject"}
    assert {subject: entry.fields["text"] for subject, entry in latest.items()} == (
        {"S": holds} if holds else {}
    )
    assert len(journal.history("S")) == len(typed)


def test_what_held_at_a_moment(journal: Journal) -> None:
    journal.write("tick", "S", {"done": True}, Actor("A"), NOW)
    journal.withdraw(journal.latest("tick")["S"], Actor("B"), LATER)
    assert journal.latest("tick") == {}
    assert list(journal.latest("tick", until=NOW)) == ["S"]


# never changed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "update entries set fields = '{}'",
        "update entries set author = 'x' where id = 1",
        "delete from entries",
        "delete from entries where id = 2",
        "insert or replace into entries values (1, '', '', '', '', '{}', null)",
        "replace into entries values (2, '', '', '', '', '{}', null)",
        "insert into entries values (1, '', '', '', '', '{}', null) on conflict do update set author = ''",
    ],
)
def test_the_file_itself_refuses_changes(journal: Journal, statement: str) -> None:
    for text in ("a", "b"):
        journal.write("note", "S", {"text": text}, Actor("A"), NOW)
    before = journal.entries()
    with closing(raw(journal)) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)
    assert journal.entries() == before


@pytest.mark.parametrize(
    ("kind", "subject", "fields", "replaces"),
    [
        ("note", "S", {}, None),
        ("a note", "S", {"text": "a"}, None),
        ("note", "S", {"13812345678": "a"}, None),
        ("note", "S", {"text": "a"}, 99),
        ("note", "another", {"text": "a"}, 1),
        ("tick", "S", {"text": "a"}, 1),
    ],
)
def test_a_wrong_call_writes_nothing(
    journal: Journal, kind: str, subject: str, fields: dict[str, Value], replaces: int | None
) -> None:
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    with pytest.raises(ValueError):
        journal.write(kind, subject, fields, Actor("A"), NOW, replaces)
    assert len(journal.entries()) == 1


# persons --------------------------------------------------------------------------------------


def test_what_identifies_a_person_is_never_written(journal: Journal) -> None:
    journal.write("note", f"case-{ID}", {"text": f"电话{PHONE},身份证{ID}"}, Actor(f"王小明 {PHONE}"), NOW)
    written = bytes_of(journal).decode(errors="replace")
    assert [secret for secret in (ID, PHONE) if secret in written] == []
    (entry,) = journal.history(f"case-{ID}")
    assert entry.author.startswith("王小明")  # who decided has to be known


@pytest.mark.parametrize("one", persons.written(), ids=lambda one: f"{one.kind} {one.way}")
def test_no_kind_of_personal_data_is_written_in_any_place(journal: Journal, one: persons.Written) -> None:
    for subject, text, author in ((one.text, "a", "b"), ("S", one.text, "b"), ("S", "a", f"甲科 {one.text}")):
        journal.write("note", subject, {"text": text}, Actor(author), NOW)
    with closing(raw(journal)) as connection:
        rows = connection.execute("select subject, fields, author from entries").fetchall()
    assert [place for row in rows for place in row if persons.holds(place, [one.secret])] == []
    assert len(journal.history(one.text)) == 1


@pytest.mark.parametrize("subject", ["2026-11-23", "0001", "202611230000000012", "县市场监督管理局"])
def test_a_key_stands_as_it_is(journal: Journal, subject: str) -> None:
    journal.write("note", subject, {"text": "a"}, Actor("A"), NOW)
    assert list(journal.latest("note")) == [subject]


def test_who_types_no_name_is_the_systems_user(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "clerk")
    for author in (None, "", "  "):
        journal.write("note", "S", {"text": "a"}, Actor(author), NOW)
    assert {entry.author for entry in journal.entries()} == {"clerk"}


@pytest.mark.parametrize("place", ["subject", "text"])
def test_a_long_text_is_refused_whole(journal: Journal, place: str) -> None:
    long = "字" * (MOST_CHARACTERS + 1)
    subject, text = (long, "a") if place == "subject" else ("S", long)
    with pytest.raises(JournalFault) as refused:
        journal.write("note", subject, {"text": text}, Actor("A"), NOW)
    assert str(MOST_CHARACTERS + 1) in refused.value.sentence
    assert not journal.path.exists()
    journal.write("note", "S", {"text": long[1:]}, Actor("A"), NOW)
    assert journal.entries()[0].fields["text"] == long[1:]


# the command line -----------------------------------------------------------------------------


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path)
    journal = Journal(county.warehouse.folder)
    journal.write("note", "2026-11-01", {"text": "=1+1", "open": True}, Actor("=A"), NOW)
    journal.write("tick", "2026-W47", {"done": True}, Actor("李主任"), NOW)
    journal.withdraw(journal.entries("tick")[0], Actor("李主任"), LATER)
    return county


def test_the_journal_is_printed_as_json(county: County) -> None:
    entries = county.json("journal")["entries"]
    assert entries[0] == {
        "id": 1,
        "written_at": "2026-11-23T01:30:00+00:00",
        "kind": "note",
        "subject": "2026-11-01",
        "author": "=A",
        "fields": {"text": "=1+1", "open": True},
        "replaces": None,
    }
    assert [(entry["id"], entry["replaces"], entry["fields"]) for entry in entries[1:]] == [
        (2, None, {"done": True}),
        (3, 2, {}),
    ]
    assert [entry["id"] for entry in county.json("journal", "--kind", "tick")["entries"]] == [2, 3]


def test_the_journal_is_printed_as_csv_and_as_a_table(county: County) -> None:
    lines = county.run("journal", "--format", "csv").stdout.splitlines()
    assert lines[0] == "id,written_at,kind,subject,author,fields,replaces"
    assert lines[1].startswith("1,2026-11-23T01:30:00+00:00,note,2026-11-01,'=A,")
    assert lines[3].endswith(",{},2")
    assert "李主任" in county.run("journal").stdout


def test_an_empty_journal_is_empty(tmp_path: Path) -> None:
    county = County(tmp_path)
    assert county.json("journal") == {"entries": []}
    said = county.run("journal", lang="en")
    assert (said.exit_code, said.stdout) == (0, "Nothing has been typed yet.\n")
    assert county.run("journal", "--kind", "gossip").exit_code == 2
    assert not county.warehouse.folder.exists()


def test_control_characters_are_not_kept(journal: Journal) -> None:
    """No paper could hold them; nor do they part a number so that it is not found."""
    journal.write(
        "note", "S\x00", {"text": "第一行\x0b第二行\x00，电话1380\x010001234"}, Actor("王\x1b五"), NOW
    )
    (entry,) = journal.entries()
    assert (entry.subject, entry.author) == ("S", "王五")
    assert entry.fields == {"text": "第一行\n第二行，电话〔已隐去〕"}


def test_control_characters_of_an_older_program_are_not_shown(journal: Journal) -> None:
    journal.write("note", "S", {"text": "a"}, Actor("A"), NOW)
    with closing(sqlite3.connect(journal.path)) as connection, connection:
        row = ("2026-11-23T00:00:00+00:00", "note", "S\x01", "A\x02", '{"text": "a\\u0000b\\u000bc"}')
        connection.execute("insert into entries values (null, ?, ?, ?, ?, ?, null)", row)
    entry = journal.entries()[-1]
    assert (entry.subject, entry.author, entry.fields["text"]) == ("S", "A", "ab\nc")
