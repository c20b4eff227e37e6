"""The Dutch permit log: a real file that nobody here wrote, read in place, never copied."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest

from tests.ingest.files import County

LOG = Path(__file__).resolve().parents[3] / "shared" / "real" / "permits" / "receipt.csv"

pytestmark = pytest.mark.skipif(not LOG.is_file(), reason=f"the real permit log is not at {LOG}")


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[County, dict[str, Any], list[dict[str, Any]]]:
    county = County(tmp_path_factory.mktemp("permits"))
    report = county.load(str(LOG), "--profile", "permits-nl")
    return county, report, county.rows("cases")


Loaded = tuple[County, dict[str, Any], list[dict[str, Any]]]


def test_every_row_is_accounted_for(loaded: Loaded) -> None:
    _county, report, _cases = loaded
    assert report["balance"] == {
        "read": 8577,
        "accepted_new": 1434,
        "accepted_correction": 0,
        "unchanged": 7143,
        "rejected": 0,
        "skipped": 0,
    }
    assert "case:responsible" in report["dropped_columns"]
    assert report["rejects"] == report["problems"] == []


def test_the_cases_are_those_of_the_log(loaded: Loaded) -> None:
    _county, _report, cases = loaded
    done = [case for case in cases if case["completed_at"]]
    assert (len(cases), len(done)) == (1434, 1329)
    assert Counter(case["department"] for case in cases) == {
        "General": 1390,
        "Customer contact": 29,
        "Experts": 15,
    }
    assert Counter(case["channel"] for case in cases) == {"2": 1250, "1": 109, "4": 53, "9": 22}
    assert all(case["unmatched"] and not case["provisional"] for case in cases)


def test_days_are_local_calendar_days(loaded: Loaded) -> None:
    _county, _report, cases = loaded
    done = [case for case in cases if case["completed_at"]]
    days = [case["working_days"] for case in done]
    assert (round(mean(days), 2), median(days), min(days)) == (58.54, 50, 0)
    assert all(case["working_days"] is None for case in cases if case not in done)
    known = {case["case_no"]: case for case in cases}
    assert known["case-10011"]["accepted_at"] == "2011-10-11T13:42:22"
    assert known["case-10011"]["due_at"] == "2011-12-06T13:41:31"


@pytest.mark.parametrize("case_no", ["case-10862", "case-8267"])
def test_an_end_minutes_before_the_start_is_no_day(loaded: Loaded, case_no: str) -> None:
    _county, _report, cases = loaded
    (case,) = [case for case in cases if case["case_no"] == case_no]
    begun, ended = (datetime.fromisoformat(case[name]) for name in ("accepted_at", "completed_at"))
    assert begun > ended
    assert case["working_days"] == 0
    assert case["on_time"] is True


def test_the_indicator_says_the_same(loaded: Loaded) -> None:
    county, _report, cases = loaded
    (row,) = county.json("ask", "D03")["rows"]
    assert (round(row["mean"], 2), row["p50"], row["n"]) == (58.54, 50, 1329)
    (on_time,) = county.json("ask", "D07")["rows"]
    dates = [
        (case["completed_at"][:10], case["due_at"][:10])
        for case in cases
        if case["completed_at"] and case["due_at"]
    ]
    assert on_time["numerator"] == sum(done <= due for done, due in dates)
    assert on_time["denominator"] == len(dates)


def test_loading_it_again_changes_nothing(loaded: Loaded) -> None:
    county, _report, _cases = loaded
    before = county.warehouse.current()
    report = county.load(str(LOG), "--profile", "permits-nl")
    assert (report["published"], report["balance"]["unchanged"]) == (False, 8577)
    assert county.warehouse.current() == before


def test_without_the_profile_it_is_not_guessed(loaded: Loaded) -> None:
    county, _report, _cases = loaded
    assert county.check(str(LOG), status=1)["problems"][0]["rule"] in ("sheet_unknown", "column_missing")
