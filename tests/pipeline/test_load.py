"""A file into a published snapshot: repeated, corrected, undone, in any order, by a county's calendar."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline import load
from reform.pipeline.assertions import UnbalancedBooks
from reform.storage.row_balance import RowBalance
from tests.ingest.files import CASES, ITEMS, County, contents, text, workbook


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)


def case(number: str, accepted: str, completed: str = "", item: str = "0001") -> list[str]:
    return [number, item, "县局", accepted, completed]


def test_the_same_file_twice_changes_nothing_and_says_so(county: County) -> None:
    path = county.file("c.csv", text(CASES))
    county.load(path)
    before = contents(county.warehouse.folder)
    report = county.load(path)
    assert (report["published"], report["refused"], report["balance"]["unchanged"]) == (False, False, 3)
    assert contents(county.warehouse.folder) == before
    assert county.run("load", path).stdout.splitlines()[-1].startswith("没有变化")
    assert (
        county.run("load", path, lang="en").stdout.splitlines()[-1]
        == "Nothing changed: every row is already loaded."
    )
    assert county.run("load", path).exit_code == 0


def test_the_same_rows_in_another_dress_are_unchanged(county: County) -> None:
    county.load(county.file("c.csv", text(CASES)))
    other = [CASES[0], ["A1", "0001", "县市场监督管理局", "2026年2月12日 9:00", "20260226100000"], *CASES[2:]]
    report = county.load(county.file("另.xlsx", workbook({"a": other})))
    assert (report["published"], report["balance"]["unchanged"]) == (False, 3)


def test_a_correction_replaces_and_both_stay_in_history(county: County) -> None:
    county.load(county.file("c.csv", text(CASES)))
    fixed = [CASES[0], case("A3", "2026-09-30", "2026-10-10", "0002"), case("A4", "2026-10-09")]
    report = county.load(county.file("c2.csv", text(fixed)))
    assert (report["balance"]["accepted_correction"], report["balance"]["accepted_new"]) == (1, 1)
    assert {row["case_no"]: row["working_days"] for row in county.rows("cases")} == {
        "A1": 5,
        "A2": 5,
        "A3": 3,
        "A4": None,
    }
    old = county.query("select case_no, completed_at, import_id, source_row, replaced_by from history.cases")
    assert old == [("A3", None, 1, 4, 2)]
    now = county.query("select import_id, source_row from raw.cases where case_no = 'A3'")
    assert now == [(2, 2)]


DUPLICATES: list[tuple[list[list[str]], dict[str, int], str | None, int]] = [
    # rows of one key, what becomes of them, the completion kept, versions in history
    ([case("A", "2026-01-05"), case("A", "2026-01-05")], {"accepted_new": 1, "unchanged": 1}, None, 0),
    (
        [case("A", "2026-01-05"), case("A", "2026-01-05", "2026-01-06")],
        {"accepted_new": 1, "accepted_correction": 1},
        "2026-01-06T00:00:00",
        1,
    ),
    (
        [
            case("A", "2026-01-05", "2026-01-06"),
            case("A", "2026-01-05"),
            case("A", "2026-01-05", "2026-01-06"),
        ],
        {"accepted_new": 1, "accepted_correction": 2},
        "2026-01-06T00:00:00",
        2,
    ),
    (
        [
            case("A", "2026-01-05", "2026-01-06"),
            case("A", "2026-01-05", "2026-01-07"),
            case("A", "2026-01-05", "2026-01-07"),
        ],
        {"accepted_new": 1, "accepted_correction": 1, "unchanged": 1},
        "2026-01-07T00:00:00",
        1,
    ),
]


@pytest.mark.parametrize(("rows", "outcome", "kept", "versions"), DUPLICATES)
def test_a_key_twice_in_one_file(
    county: County, rows: list[list[str]], outcome: dict[str, int], kept: str | None, versions: int
) -> None:
    path = county.file("c.csv", text([CASES[0], *rows]))
    report = county.load(path)
    assert {name: n for name, n in report["balance"].items() if n and name != "read"} == outcome
    assert [row["completed_at"] for row in county.rows("cases")] == [kept]
    assert county.query("select count(*) from history.cases") == [(versions,)]


@pytest.mark.parametrize("rows", [rows for rows, *_ in DUPLICATES])
def test_a_file_of_several_versions_twice_changes_nothing_either(
    county: County, rows: list[list[str]]
) -> None:
    path = county.file("c.csv", text([CASES[0], *rows, case("B", "2026-01-05")]))
    county.load(path)
    before = contents(county.warehouse.folder)
    report = county.load(path)
    assert (report["published"], report["balance"]["unchanged"]) == (False, len(rows) + 1)
    assert contents(county.warehouse.folder) == before


def test_files_of_one_call_are_one_snapshot(county: County) -> None:
    paths = county.file("i.csv", text(ITEMS)), county.file("c.csv", text(CASES))
    assert county.load(*paths)["snapshot"] == "000001"
    assert county.query("select import_id, dataset from imports order by 1") == [(1, "items"), (2, "cases")]
    (snapshot,) = county.json("history")["snapshots"]
    assert [file["file"] for file in snapshot["files"]] == ["i.csv", "c.csv"]


def test_the_order_of_loading_does_not_change_the_facts(tmp_path: Path) -> None:
    files = {
        "i.csv": text(ITEMS),
        "c.csv": text(CASES),
        "p.csv": text(
            [["办件编号", "种类", "开始日期", "结束日期"], ["A2", "2", "2026-05-06", "2026-05-07"]]
        ),
        "s.csv": text([["事项编码", "阶段", "进入日期"], ["0001", "S4", "2026-03-01"]]),
    }
    one_by_one, at_once = (County(tmp_path / name) for name in ("one by one", "at once"))
    for county in (one_by_one, at_once):
        county.folder.mkdir()
    for name, data in reversed(files.items()):
        one_by_one.load(one_by_one.file(name, data))
    at_once.load(*(at_once.file(name, data) for name, data in files.items()))
    facts = one_by_one.rows("cases")
    assert facts == at_once.rows("cases")
    by_number = {row["case_no"]: row for row in facts}
    assert (by_number["A1"]["side"], by_number["A2"]["side"]) == ("before", "after")
    assert (by_number["A2"]["working_days"], by_number["A2"]["paused_days"]) == (4, 1)


def test_undo_takes_back_a_load_and_the_file_can_come_again(county: County) -> None:
    items, cases = county.file("i.csv", text(ITEMS)), county.file("c.csv", text(CASES))
    county.load(items)
    county.load(cases)
    said = county.run("undo", lang="en")
    assert (said.exit_code, said.stdout) == (0, "Undone: snapshot 000002 (c.csv).\nNow: snapshot 000001.\n")
    assert county.rows("cases") == []
    assert county.load(cases)["snapshot"] == "000003"
    states = [(row["snapshot"], row["state"]) for row in county.json("history")["snapshots"]]
    assert states == [("000003", "current"), ("000002", "undone"), ("000001", "earlier")]
    for _ in range(2):
        county.run("undo")
    assert [row["state"] for row in county.json("history")["snapshots"]] == ["undone"] * 3
    again = county.run("undo", lang="en")
    assert (again.exit_code, again.stdout, again.stderr) == (1, "", "There is nothing to undo.\n")


def test_a_failure_while_deriving_publishes_nothing(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    county.load(county.file("i.csv", text(ITEMS)))
    before = contents(county.warehouse.folder)

    def fails(*_: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("reform.models.build.build_all", fails)
    with pytest.raises(RuntimeError):
        load.load(county.warehouse, [Source("c.csv", text(CASES))], Options(), today=date(2026, 11, 23))
    after = contents(county.warehouse.folder) or {}
    assert b"c.csv" in after.pop("snapshots/000002.unfinished")  # what the history tells
    assert after == before


def test_books_that_do_not_balance_are_never_published(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reform.pipeline.merge._account",
        lambda taken, outcomes: RowBalance(read=taken.read + 1, accepted_new=1),
    )
    with pytest.raises(UnbalancedBooks):
        load.load(county.warehouse, [Source("c.csv", text(CASES))], Options(), today=date(2026, 11, 23))
    assert county.warehouse.current() is None


CALENDAR = [
    ["日期", "是否工作日", "名称", "文号"],
    ["2026-02-25", "否", "县内停办", ""],
    ["2027-01-01", "否", "元旦", "国办发明电〔2026〕9号"],
    ["2027-01-02", "是", "补班", "国办发明电〔2026〕9号"],
]


def test_a_county_calendar_changes_the_days_and_a_notice_the_coverage(county: County) -> None:
    spans = [
        case("A1", "2026-02-12", "2026-02-26"),
        case("N1", "2026-12-31", "2027-01-04"),
        case("N2", "2027-01-04"),
    ]
    path = county.file("c.csv", text([CASES[0], *spans]))
    assert county.run("load", path, today="2027-06-01").exit_code == 0

    def facts() -> dict[str, tuple[Any, bool]]:
        return {row["case_no"]: (row["working_days"], row["provisional"]) for row in county.rows("cases")}

    assert facts() == {"A1": (5, False), "N1": (2, True), "N2": (None, True)}
    closure = county.file("停办.csv", text(CALENDAR[:2]))
    county.load(closure)
    assert facts() == {"A1": (4, False), "N1": (2, True), "N2": (None, True)}
    county.load(county.file("2027.csv", text(CALENDAR)), "--dataset", "calendar")
    assert facts() == {"A1": (4, False), "N1": (2, False), "N2": (None, False)}
    county.run("undo")
    assert facts()["N1"] == (2, True)


def test_the_day_of_loading_is_said_not_read_off_the_clock(county: County) -> None:
    path = county.file("c.csv", text([CASES[0], case("A", "2030-01-02")]))
    assert county.run("check", path, today="2030-01-01").exit_code == 1
    assert county.run("check", path, today="2030-01-02").exit_code == 0
