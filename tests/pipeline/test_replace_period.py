"""A period replaced whole, refusals that come back corrected, cases of items in no list."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.files import County, text
from tests.models.test_incremental import CASES, ITEMS, case, differs_from_a_full_build

# a period replaced -----------------------------------------------------------------------------

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied."""
    county = County(tmp_path_factory.mktemp("loaded"))
    county.load(county.file("i.csv", text(ITEMS)))
    rows = [case(1, 1, 20, 3), case(2, 1, 30, 3), case(3, 2, 40, 3), case(4, 2, 60, 3)]
    county.load(county.file("c.csv", text([CASES, *rows])))
    return county.folder


@pytest.fixture
def county(loaded: Path, tmp_path: Path) -> County:
    shutil.copytree(loaded, tmp_path / "county")
    return County(tmp_path / "county")


def numbers(county: County) -> list[str]:
    return [row["case_no"] for row in county.rows("cases")]


def test_a_period_is_replaced_whole(county: County, tmp_path: Path) -> None:
    """A0002 and A0003 were accepted in February; the new export of February holds A0003 and A0005."""
    again = county.file("2月.csv", text([CASES, case(3, 2, 40, 5), case(5, 1, 41, 2)]))
    checked = county.check(again, "--replace", "2026-02")
    report = county.load(again, "--replace", "2026-02")
    for said in (checked, report):
        (table,) = said["tables"]
        assert table["withdrawn"] == 1
        assert table["balance"] == {
            "read": 2,
            "accepted_new": 1,
            "accepted_correction": 1,
            "unchanged": 0,
            "rejected": 0,
            "skipped": 0,
        }
    assert numbers(county) == ["A0001", "A0003", "A0004", "A0005"]
    gone = county.query("select case_no, replaced_by from history.cases order by all")
    assert gone == [("A0002", 3), ("A0003", 3)]
    assert differs_from_a_full_build(county.warehouse, tmp_path / "copy.duckdb") == []
    county.run("undo")
    assert numbers(county) == ["A0001", "A0002", "A0003", "A0004"]


def test_a_period_is_replaced_by_days(county: County) -> None:
    again = county.file("x.csv", text([CASES, case(2, 1, 30, 3)]))
    report = county.load(again, "--replace", "2026-02-10..2026-02-28")
    assert (report["published"], report["tables"][0]["withdrawn"]) == (True, 1)
    assert numbers(county) == ["A0001", "A0002", "A0004"]


def test_a_refused_row_replaces_nothing(county: County) -> None:
    bad = [*case(3, 2, 40, 5)]
    bad[4] = "2026.13.1"
    again = county.file("2月.csv", text([CASES, bad, case(5, 1, 41, 2)]))
    report = county.load(again, "--replace", "2026-02", "--accept-good", status=1)
    assert report["refused"]
    assert numbers(county) == ["A0001", "A0002", "A0003", "A0004"]


def test_a_table_without_a_day_has_no_period(county: County) -> None:
    report = county.load(county.file("i2.csv", text(ITEMS)), "--replace", "2026-02", status=1)
    assert [problem["rule"] for problem in report["problems"]] == ["no_period"]


@pytest.mark.parametrize(
    "period", ["2026", "2026-13", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "二月"]
)
def test_a_period_that_is_none_is_wrong_use(county: County, period: str) -> None:
    result = county.run("load", str(county.file("x.csv", text([CASES]))), "--replace", period)
    assert result.exit_code == 2
    assert period in result.output


# refusals that come back corrected ---------------------------------------------------------------


def waiting(county: County) -> list[tuple[Any, ...]]:
    return county.query("select row_no, rule from rejects where resolved_by is null order by all")


def test_a_refused_row_is_settled_by_its_key(county: County) -> None:
    bad = case(9, 1, 50, 3)
    bad[4] = "2026.13.1"
    first = county.load(county.file("3月.csv", text([CASES, bad, case(8, 1, 51, 3)])), "--accept-good")
    assert first["published"]
    assert waiting(county) == [(2, "date_invalid")]
    again = county.load(county.file("改.csv", text([CASES, case(9, 1, 50, 3)])))
    assert again["tables"][0]["resolved"] == 1
    assert waiting(county) == []
    county.run("undo")
    assert waiting(county) == [(2, "date_invalid")]


def test_a_row_that_is_still_wrong_goes_on_waiting(county: County) -> None:
    bad = case(9, 1, 50, 3)
    bad[4] = "2026.13.1"
    county.load(county.file("3月.csv", text([CASES, bad, case(8, 1, 51, 3)])), "--accept-good")
    worse = [*bad]
    worse[4] = "2026.14.1"
    county.load(county.file("4月.csv", text([CASES, worse, case(7, 1, 51, 3)])), "--accept-good")
    assert waiting(county) == [(2, "date_invalid"), (2, "date_invalid")]


def refused(number: int) -> list[Any]:
    row = case(number, 1, 50, 3)
    row[4] = "2026.13.1"
    return row


GOOD = case(9, 1, 50, 3)


@pytest.mark.parametrize(
    ("files", "waits"),
    [
        ([[refused(9), GOOD]], []),
        ([[GOOD, refused(9)]], [(3, "date_invalid")]),
        ([[GOOD], [refused(9), case(8, 1, 51, 3)]], [(2, "date_invalid")]),
        ([[refused(9), case(8, 1, 51, 3)], [GOOD]], []),
    ],
    ids=["good below", "good above", "good in an earlier file", "good in a later file"],
)
def test_the_same_files_again_settle_nothing(
    county: County, files: list[list[Any]], waits: list[tuple[Any, ...]]
) -> None:
    paths = [county.file(f"{n}.csv", text([CASES, *rows])) for n, rows in enumerate(files)]
    assert county.load(*paths, "--accept-good")["published"]
    assert waiting(county) == waits
    for again in (county.check(*paths, status=1), county.load(*paths, "--accept-good")):
        assert [table["resolved"] for table in again["tables"]] == [0] * len(files)
        assert not again["published"]
    county.load(*paths, county.file("新.csv", text([CASES, case(7, 1, 52, 3)])), "--accept-good")
    assert waiting(county) == waits
    came = county.load(county.file("改.csv", text([CASES, GOOD, case(6, 1, 50, 3)])))
    assert came["tables"][0]["resolved"] == len(waits)
    assert waiting(county) == []


def test_a_refused_row_is_settled_by_itself_when_it_is_read_otherwise(county: County) -> None:
    head = ["评价编号", "办件编号", "评价等级", "评价时间"]
    rows = [["P1", "A0001", "5", "2026-03-01"], ["P2", "A0002", "满意", "2026-03-02"]]
    path = county.file("评价.csv", text([head, *rows]))
    county.load(path, "--accept-good")
    assert waiting(county) == [(2, "level_coding_unknown")]
    again = county.load(path, "--satisfaction", "stars")
    assert (again["tables"][0]["resolved"], waiting(county)) == (1, [])


# cases of items in no list -----------------------------------------------------------------------


def test_a_case_of_an_unknown_item_is_kept_and_told(county: County) -> None:
    stray = case(9, 1, 50, 3)
    stray[1] = "7777"
    path = county.file("x.csv", text([CASES, stray, case(8, 1, 51, 3)]))
    assert county.check(path)["tables"][0]["unmatched"] == 1
    assert county.load(path)["tables"][0]["unmatched"] == 1
    assert {row["case_no"] for row in county.rows("cases") if row["unmatched"]} == {"A0009"}
