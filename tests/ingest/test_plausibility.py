"""Warnings: what contradicts itself is kept and counted; what is not known contradicts nothing."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from reform.common.i18n import speaking
from reform.common.workdays import Calendar
from reform.ingest.plausibility import Consistency
from reform.ingest.result import MOST_EXAMPLES, Warned
from reform.schema.arrow import schema
from reform.schema.datasets import datasets
from reform.schema.messages import WARNINGS, warning
from tests.ingest.files import County, text


def look(dataset: str, *batches: list[dict[str, Any]], calendar: Calendar | None = None) -> list[Warned]:
    """The warnings of rows given by column; what is not given is not known."""
    declared = datasets()[dataset]
    headers = {column.name: column.header for column in declared.columns}
    consistency = Consistency(declared, headers, calendar or Calendar())
    number = 2
    for rows in batches:
        numbered = [{"source_row": number + n, **row} for n, row in enumerate(rows)]
        consistency.look(pa.Table.from_pylist(numbered, schema=schema(declared)))
        number += len(rows)
    return consistency.warned


def limits(
    promised: float | None, statutory: float | None, unit: str | None = "wd", other: str | None = "wd"
) -> dict[str, Any]:
    return {
        "promised_days": promised,
        "promised_unit": unit,
        "statutory_days": statutory,
        "statutory_unit": other,
    }


def at_once(
    kind: str | None, days: float | None, unit: str | None = "wd", said: str = "fixed"
) -> dict[str, Any]:
    return {"case_kind": kind, "promised_days": days, "promised_unit": unit, "promised_kind": said}


def points(score: float | None, of: float, evidence: str | None = "纪要") -> dict[str, Any]:
    return {"self_score": score, "points": of, "evidence": evidence}


NOON = datetime(2026, 11, 21, 12)  # a Saturday

# dataset, rule, a row that breaks it, rows that do not
CASES: list[tuple[str, str, dict[str, Any], list[dict[str, Any]]]] = [
    (
        "items",
        "promise_over_statutory",
        limits(21, 20),
        [
            limits(20, 20),
            limits(5, 20),
            limits(21, 20, "wd", "cd"),
            limits(None, 20),
            limits(5, None),
            limits(1, 20, "month"),
        ],
    ),
    (
        "items",
        "immediate_with_days",
        at_once("1", 2),
        [
            at_once("1", 1),
            at_once("1", 0),
            at_once("2", 20),
            at_once(None, 20),
            at_once("1", None),
            at_once("1", 8, "hour"),
        ],
    ),
    (
        "items",
        "immediate_with_days",
        at_once("1", 1, "month"),
        [at_once("1", 24, "hour"), at_once("1", 2, None)],
    ),
    ("items", "immediate_with_days", at_once("1", 30, "hour"), []),
    (
        "items",
        "promise_of_nothing",
        at_once("2", 0, said="immediate"),
        [
            at_once("1", 0, said="immediate"),
            at_once("2", 0, said="same_day"),
            at_once(None, 0, said="immediate"),
            at_once("9", 0, said="immediate"),
        ],
    ),
    (
        "items",
        "online_but_visits",
        {"online_depth": 5, "visits": 1, "visit_reason": "核验"},
        [
            {"online_depth": 5, "visits": 0},
            {"online_depth": 4, "visits": 1, "visit_reason": "核验"},
            {"online_depth": 8, "visits": 1, "visit_reason": "核验"},
            {"online_depth": None, "visits": 1, "visit_reason": "核验"},
            {"online_depth": 7},
        ],
    ),
    (
        "items",
        "no_visit_no_online",
        {"online_depth": 1, "visits": 0},
        [
            {"online_depth": 1, "visits": 1, "visit_reason": "核验"},
            {"online_depth": 2, "visits": 0},
            {"online_depth": None, "visits": 0},
            {"online_depth": 9, "visits": 0},
        ],
    ),
    (
        "items",
        "visit_without_reason",
        {"visits": 1},
        [
            {"visits": 1, "visit_reason": "须核验原件"},
            {"visits": 0},
            {"visits": None},
        ],
    ),
    ("hall", "hour_of_no_day", {"hour": 24}, [{"hour": 23}, {"hour": 0}, {"hour": None}]),
    ("surveys", "score_like_a_level", {"score": 5}, [{"score": 0}, {"score": 5.5}, {"score": None}]),
    (
        "items",
        "window_outside_centre",
        {"one_window": True, "in_centre": False},
        [
            {"one_window": True, "in_centre": True},
            {"one_window": False, "in_centre": False},
            {"one_window": True, "in_centre": None},
            {"one_window": None, "in_centre": False},
        ],
    ),
    (
        "cases",
        "due_before_accepted",
        {"accepted_at": datetime(2026, 11, 20, 9), "due_at": datetime(2026, 11, 19, 18)},
        [
            {"accepted_at": datetime(2026, 11, 20, 9), "due_at": datetime(2026, 11, 20)},
            {"accepted_at": datetime(2026, 11, 20, 9)},
            {"due_at": NOON},
        ],
    ),
    (
        "cases",
        "result_without_completion",
        {"result": "granted"},
        [
            {"result": "other"},
            {"result": None},
            {"result": "granted", "completed_at": datetime(2026, 11, 20, 9)},
        ],
    ),
    (
        "cases",
        "completed_on_day_off",
        {"completed_at": NOON},
        [
            {"completed_at": datetime(2026, 11, 20, 23, 59)},
            {"completed_at": datetime(2026, 10, 10)},  # a Saturday worked
            {"completed_at": datetime(2027, 1, 2)},  # no calendar published yet
            {"completed_at": None},
        ],
    ),
    ("cases", "completed_on_day_off", {"completed_at": datetime(2026, 10, 1)}, []),
    (
        "pauses",
        "extension_too_long",
        {"kind": "1", "approved_days": 11.0},
        [
            {"kind": "1", "approved_days": 10.0},
            {"kind": "2", "approved_days": 60.0},
            {"kind": "1"},
            {"approved_days": 60.0},
        ],
    ),
    (
        "ratings",
        "default_but_bad",
        {"is_default": True, "level": 4},
        [
            {"is_default": True, "level": 3},
            {"is_default": False, "level": 5},
            {"is_default": None, "level": 5},
            {"is_default": True},
        ],
    ),
    (
        "milestones",
        "done_without_evidence",
        {"done_on": date(2026, 9, 1)},
        [{"done_on": date(2026, 9, 1), "evidence": "纪要"}, {"evidence": "纪要"}, {}],
    ),
    (
        "sheet_lines",
        "thresholds_alike",
        {"full_at": 90.0, "zero_at": 90.0},
        [{"full_at": 90.0, "zero_at": 60.0}, {"full_at": 90.0}, {"zero_at": 90.0}],
    ),
    ("sheet_lines", "score_over_points", points(2.5, 2), [points(2, 2), points(-0.5, 0.3), points(None, 2)]),
    ("sheet_lines", "score_beside_indicator", points(1, 2) | {"indicator": "T03"}, [{"indicator": "T03"}]),
    ("sheet_lines", "score_without_evidence", points(1, 2, None), [points(1, 2), points(0, 2, None)]),
]


@pytest.mark.parametrize(
    ("dataset", "rule", "bad", "good"), CASES, ids=[f"{c[1]}-{n}" for n, c in enumerate(CASES)]
)
def test_each_rule(dataset: str, rule: str, bad: dict[str, Any], good: list[dict[str, Any]]) -> None:
    assert look(dataset, good) == []
    (warned,) = look(dataset, [*good, bad, *good])
    assert (warned.rule, warned.rows, warned.examples) == (rule, 1, (2 + len(good),))
    for language in ("zh", "en"):
        with speaking(language):
            said = warning(warned.rule, **warned.words)
        assert "{" not in said
        assert datasets()[dataset].column(next(iter(warned.words))).header in said or rule.startswith(
            "promise"
        )


def test_every_rule_is_tried_here() -> None:
    # told of a table, not of a row alone
    beside = {"another_table", "department_blank", "file_cut", "page_cut", "rows_said"}
    assert {rule for _dataset, rule, _bad, _good in CASES} | beside == set(WARNINGS)


def test_batches_add_up_and_the_first_rows_are_the_examples() -> None:
    bad = {"online_depth": 5, "visits": 1, "visit_reason": "核验"}
    (warned,) = look("items", [bad] * 4, [{}] * 3, [bad] * 4)
    assert (warned.rows, warned.examples) == (8, (2, 3, 4, 5, 9))
    assert len(warned.examples) == MOST_EXAMPLES


def test_the_most_frequent_comes_first() -> None:
    online, promise = {"online_depth": 5, "visits": 1, "visit_reason": "核验"}, limits(21, 20)
    assert [w.rule for w in look("items", [promise, online, online])] == [
        "online_but_visits",
        "promise_over_statutory",
    ]


def test_a_county_that_works_on_that_day_is_not_warned() -> None:
    calendar = Calendar(overrides={date(2026, 11, 21): True})
    assert look("cases", [{"completed_at": NOON}], calendar=calendar) == []
    assert look("cases", [{"completed_at": NOON}], calendar=Calendar("natural")) == []


def test_a_column_the_file_does_not_have_contradicts_nothing() -> None:
    declared = datasets()["cases"]
    consistency = Consistency(declared, {"result": "办结结果"})
    consistency.look(pa.Table.from_pylist([{"source_row": 2, "result": "granted"}], schema=schema(declared)))
    assert consistency.warned == []


def test_a_warned_row_is_kept(county: County) -> None:
    heads = ["事项编码", "事项名称", "法定时限", "承诺时限"]
    rows = [heads, ["1", "某", "5个工作日", "20个工作日"], ["2", "某", "20个工作日", "5个工作日"]]
    report = county.load(county.file("i.csv", text(rows)))
    assert report["balance"]["accepted_new"] == 2


# errors: by date, not by clock -----------------------------------------------------------------

HEADS = ["办件编号", "事项编码", "申请时间", "受理时间", "办结时间"]
ORDERS: list[tuple[list[str], set[str]]] = [
    (["2026-01-05 18:00", "2026-01-05 09:00", "2026-01-05 08:00"], set()),
    (["", "2026-01-05", "2026-01-06"], set()),
    (["2026-01-04", "2026-01-05", ""], set()),
    (["2026-01-06", "2026-01-05", ""], {"受理时间"}),
    (["2026-01-06 00:00:01", "2026-01-05 23:59:59", "2026-01-07"], {"受理时间"}),
    (["2026-01-05", "2026-01-06", "2026-01-05"], {"办结时间"}),
    (["2026-01-07", "2026-01-06", "2026-01-05"], {"受理时间", "办结时间"}),
    (["2026-01-07", "", "2026-01-05"], {"受理时间", "办结时间"}),  # 受理时间 because it is empty
]


@pytest.mark.parametrize(("days", "columns"), ORDERS)
def test_applied_accepted_completed_in_this_order(county: County, days: list[str], columns: set[str]) -> None:
    path = county.file("a.csv", text([HEADS, ["A1", "1", *days]]))
    report = county.check(path, status=1 if columns else 0)
    assert {reject["column"] for reject in report["rejects"]} == columns
    assert {reject["rule"] for reject in report["rejects"]} <= {"order_dates", "required_missing"}
