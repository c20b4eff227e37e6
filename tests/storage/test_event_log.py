"""The logs: who did what when, whole lines by any number of processes, and nothing personal in any field."""

import json
import multiprocessing
import os
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from reform.common.actor import COMMAND_LINE
from reform.common.settings import STANDARD, Keep
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline import operations
from reform.pipeline.load import check, load
from reform.storage import Warehouse, event_log
from reform.storage.row_balance import RowBalance
from tests.ingest.files import CASES, ITEMS, TODAY, text
from tests.storage.test_sqlite_store import without_privileges

NOW = datetime(2026, 11, 23, 1, 30, 0, 250_000, tzinfo=UTC)
ID, PHONE, NAME = "110101199003077571", "13812345678", "王小明"

fork = multiprocessing.get_context("fork")


def written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "logs").glob("reform.log*")))


# events ---------------------------------------------------------------------------------------


def test_an_event_is_one_line_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "clerk")
    assert event_log.event(
        tmp_path, "load", now=NOW, snapshot="000001", file="办件.csv", rows=3, seconds=1.23456
    )
    assert event_log.event(tmp_path, "undo", now=NOW, who="李主任", via="page", snapshot=None)
    first, second = written(tmp_path).splitlines()
    assert json.loads(first) == {
        "after": "",
        "at": "2026-11-23T01:30:00.250+00:00",
        "event": "load",
        "who": "clerk",
        "snapshot": "000001",
        "file": "办件.csv",
        "rows": 3,
        "seconds": 1.235,
    }
    assert json.loads(second)["who"] == "李主任"
    assert [event["event"] for event in event_log.events(tmp_path)] == ["undo", "load"]


PLANTED: list[Any] = [
    *(ID, PHONE, int(ID), int(PHONE), float(ID), float(PHONE), f"{NAME}{PHONE}", f"张三 {ID}.xlsx", f"a{ID}"),
    *(f"load_{PHONE}", f"身份证{ID}", {"id": ID}, [PHONE], ID.encode(), True, float("nan"), float("inf"), -1),
    *(f"联系人:{NAME}", f"{NAME}.xlsx", NAME),
]


@pytest.mark.parametrize("field", [*event_log.FIELDS, "event", "sentence", "text"])
def test_nothing_personal_gets_into_any_field(tmp_path: Path, field: str) -> None:
    for value in PLANTED:
        if field == "event":
            assert event_log.event(tmp_path, value)
        else:
            assert event_log.event(tmp_path, "load", **{field: value})
    lines = written(tmp_path)
    assert len(lines.splitlines()) == len(PLANTED)
    accounts = ("who", "user")  # have names
    secrets = [ID, PHONE] if field in accounts else [ID, PHONE, NAME, "张三"]
    assert [secret for secret in secrets if secret in lines] == []
    for line in lines.splitlines():
        said = json.loads(line, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
        assert set(said) <= {"after", "at", "event", "who", *event_log.FIELDS}
        assert (
            not {True, -1} & {value for value in said.values() if isinstance(value, int)} or field == "rows"
        )


@pytest.mark.parametrize("field", event_log.FIELDS)
def test_every_field_takes_what_it_is_for(tmp_path: Path, field: str) -> None:
    good = {
        "snapshot": "000012",
        "now_current": "000011",
        "version": "1.2.0",
        "file": "办件.csv",
        "who": "李主任",
    }
    numbers: dict[str, Any] = dict.fromkeys(event_log._COUNTS, 100_000_000) | {"seconds": 0.5}
    value = (numbers | good).get(field, "some_code")
    event_log.event(tmp_path, "load", **{field: value})
    assert event_log.events(tmp_path)[0][field] == value


def test_the_account_of_a_load_is_declared() -> None:
    assert set(RowBalance().as_dict()) <= set(event_log.FIELDS)


# work that takes time -------------------------------------------------------------------------


def test_work_is_told_when_it_begins_and_ends(tmp_path: Path) -> None:
    ticks = iter([10.0, 12.5])
    with event_log.timed(tmp_path, "load", clock=lambda: next(ticks), files=2) as told:
        assert [event["event"] for event in event_log.events(tmp_path)] == ["load_started"]
        told["outcome"] = "published"
    ended, began = event_log.events(tmp_path)
    assert (began["event"], began["files"]) == ("load_started", 2)
    assert (ended["event"], ended["seconds"], ended["files"], ended["outcome"]) == (
        "load",
        2.5,
        2,
        "published",
    )


@pytest.mark.parametrize("problem", [ValueError(f"cell {PHONE}"), KeyboardInterrupt(ID), OSError(28, NAME)])
def test_failed_work_is_told_by_the_kind_of_error_only(tmp_path: Path, problem: BaseException) -> None:
    with pytest.raises(type(problem)), event_log.timed(tmp_path, "load", who="李主任"):
        raise problem
    failed = event_log.events(tmp_path)[0]
    assert (failed["event"], failed["error"], failed["who"]) == (
        "load_failed",
        type(problem).__name__,
        "李主任",
    )
    assert [secret for secret in (ID, PHONE, NAME) if secret in written(tmp_path)] == []


def test_a_load_is_told_file_by_file(tmp_path: Path) -> None:
    warehouse, folder = Warehouse(tmp_path / "warehouse"), tmp_path / "told"
    wrong = [*CASES, ["A9", "0001", "县局", "昨天", ""]]
    files = [Source("items.csv", text(ITEMS)), Source(f"{NAME}.csv", text(CASES))]
    options, today = Options(), date.fromisoformat(TODAY)
    operations.log_load(folder, load(warehouse, files, options, today=today), COMMAND_LINE)
    operations.log_load(folder, load(warehouse, files, options, today=today), COMMAND_LINE)
    report = check(warehouse, [Source("c.csv", text(wrong)), Source("x.xlsx", b"")], options, today=today)
    outcome = operations.log_load(folder, report, COMMAND_LINE)
    assert (outcome["outcome"], outcome["rejected"]) == ("refused", 1)
    told = [(e.get("file"), e["outcome"], e.get("accepted_new")) for e in reversed(event_log.events(folder))]
    assert told[:4] == [
        ("items.csv", "published", 2),
        ("〔已隐去〕.csv", "published", 3),
        ("items.csv", "unchanged", 0),
        ("〔已隐去〕.csv", "unchanged", 0),
    ]
    assert {file: what for file, what, _new in told[4:]} == {"x.xlsx": "refused", "c.csv": "refused"}
    assert "昨天" not in written(folder)


# files ----------------------------------------------------------------------------------------


def test_the_log_is_rotated_and_the_oldest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_log, "MOST_BYTES", 400)
    monkeypatch.setattr(event_log, "known_settings", lambda: replace(STANDARD, keep=Keep(10, 520, 4)))
    for n in range(40):
        assert event_log.event(tmp_path, "load", now=NOW, who="A", rows=n)
    files = sorted((tmp_path / "logs").glob("reform.log*"))
    assert [path.name for path in files] == ["reform.log", *(f"reform.log.{n}" for n in (1, 2, 3))]
    assert all(path.stat().st_size <= 400 for path in files)
    kept = [event["rows"] for event in event_log.events(tmp_path)]
    assert kept == list(range(39, 39 - len(kept), -1))
    assert 3 < len(kept) < 40
    assert [event["rows"] for event in event_log.events(tmp_path, most=2)] == [39, 38]


def tell(folder: Path, process: int, together: Barrier) -> None:
    together.wait()
    for n in range(100):
        assert event_log.event(folder, "load", rows=process, files=n)


def test_processes_at_once_lose_no_line_and_tear_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the files are being rotated."""
    monkeypatch.setattr(event_log, "MOST_BYTES", 1_000)
    monkeypatch.setattr(event_log, "known_settings", lambda: replace(STANDARD, keep=Keep(10, 520, 100)))
    together = fork.Barrier(4)
    processes = [fork.Process(target=tell, args=(tmp_path, n, together)) for n in range(3)]
    for process in processes:
        process.start()
    tell(tmp_path, 3, together)
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 3
    lines = [json.loads(line) for line in written(tmp_path).splitlines()]
    assert sorted((line["rows"], line["files"]) for line in lines) == [
        (p, n) for p in range(4) for n in range(100)
    ]
    assert len(event_log.events(tmp_path)) == 400
    assert (tmp_path / "logs" / "reform.log.5").exists()


def test_a_line_that_was_cut_spoils_no_other(tmp_path: Path) -> None:
    event_log.event(tmp_path, "load", rows=1)
    path = tmp_path / "logs" / "reform.log"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-11-23T01:30:00+00:00", "event": "lo')
    event_log.event(tmp_path, "load", rows=2)
    assert [event["rows"] for event in event_log.events(tmp_path)] == [2, 1]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        "[]",
        "1",
        "{}",
        '{"at": 1, "event": "x"}',
        '{"at": "2026-11-23"}',
        '{"at": "x", "event": "x"}',
    ],
)
def test_a_line_that_is_no_event_is_passed_over(tmp_path: Path, line: str) -> None:
    event_log.event(tmp_path, "load", rows=1)
    path = tmp_path / "logs" / "reform.log"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    path.write_bytes(path.read_bytes() + b"\xff\n")
    assert [event["rows"] for event in event_log.events(tmp_path)] == [1]


def test_no_log_is_no_event(tmp_path: Path) -> None:
    assert event_log.events(tmp_path / "nothing") == []
    assert not (tmp_path / "nothing").exists()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way", encoding="utf-8")
    assert not event_log.event(tmp_path, "load")
    done = []
    with event_log.timed(tmp_path, "load"):
        done.append(1)
    assert done == [1]


def test_a_log_in_a_closed_folder_is_read_and_not_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        event_log.event(folder, "load", rows=1)
        for path, mode in (
            (folder / "logs" / "reform.log", 0o444),
            (folder / "logs", 0o555),
            (folder, 0o555),
        ):
            path.chmod(mode)
        said = without_privileges(
            lambda: f"{event_log.event(folder, 'load')} {len(event_log.events(folder))}"
        )
        for path in (folder, folder / "logs"):
            os.chmod(path, 0o755)
    assert said == "False 1"


# who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "known"),
    [("李主任", "李主任"), (" 李主任 ", "李主任"), (None, "clerk"), ("", "clerk"), ("字" * 99, "字" * 60)],
)
def test_who_is_the_name_typed_or_the_systems_user(
    monkeypatch: pytest.MonkeyPatch, typed: str | None, known: str
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "clerk")
    assert event_log.person(typed) == known


@pytest.mark.parametrize("problem", [OSError, KeyError, ImportError])
def test_a_process_without_a_user_is_nobody(
    monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    def nobody() -> str:
        raise problem

    monkeypatch.setattr("getpass.getuser", nobody)
    assert event_log.person() == "—"
