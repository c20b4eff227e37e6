"""Who owes an answer, what escapes supervision, how grades move: small tables that can be counted by hand."""

from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pandas as pd
import pytest

from reform.metrics.query import Scope, ask
from tests.metrics.county import Case, County, Item, Stage, load, new_snapshot
from tests.metrics.supervision_rows import (
    Commitment,
    Disclosure,
    Grades,
    Handoff,
    Inspection,
    Measures,
    RiskHit,
)

AS_OF = date(2026, 6, 30)


def june(day: int) -> date:
    return date(2026, 6, day)


def case(number: int, code: str, completed: int) -> Case:
    return Case(f"C{number}", datetime(2026, 6, 1, 9), code, completed_at=datetime(2026, 6, completed, 10))


# Monday 1 June 2026 and the weeks after it; no holiday but the 19th.
COUNTY = County(
    items=[
        Item("A0", department="水利局", supervising_department="住建局"),
        Item("A1", "公章刻制", department="公安局"),
        Item("A2", "Permit A", department="公安局"),
    ],
    stages=[Stage(code, "S4", date(2026, 5, 1)) for code in ("A0", "A1")],
    cases=[
        case(1, "A0", 1),
        case(2, "A0", 3),
        case(3, "A1", 3),
        case(4, "A1", 5),
        case(5, "A2", 5),
    ],
    handoffs=[
        # completed on Monday: in time on Wednesday, late on Thursday
        Handoff("H1", "C1", pushed_on=june(3), acknowledged_on=june(4)),
        Handoff("H2", "C1", pushed_on=june(4)),
        Handoff(
            "H3", "C2", completed_on=june(3), pushed_on=june(3), fed_back_on=june(20), feedback="problem"
        ),
        Handoff("H4", department="住建局", pushed_on=june(29)),
        Handoff("H5", "C2", completed_on=june(3), pushed_on=june(5), returned_reason="不属于本部门监管"),
        Handoff("H6", "C2", completed_on=june(3)),
        Handoff("H7", "C2", completed_on=june(29)),
    ],
    inspections=[
        # the 20th working day after Friday 22 May is Monday 22 June: the 19th is a holiday
        Inspection("X1", date(2026, 5, 29), "水利局", True, date(2026, 5, 22), june(22), 10, 4, 4),
        Inspection("X2", date(2026, 5, 29), "水利局", False, date(2026, 5, 22), june(23), 10, 2, 1),
        Inspection("X3", date(2026, 5, 29), "水利局", None, date(2026, 5, 22)),
        Inspection("X4", june(10), "住建局"),
        Inspection("X5", date(2026, 12, 31), "住建局", checked_on=june(29)),
    ],
    disclosures=[
        Disclosure("J1", june(1), department="水利局", published_on=june(10)),
        Disclosure("J2", june(1), "penalty", "水利局", published_on=june(11)),
        Disclosure("J3", june(1), "penalty", "水利局"),
        Disclosure("J4", june(29), item_code="A1"),
    ],
    commitments=[
        Commitment("N1", june(1), "A0", check_due_on=june(8)),
        Commitment("N2", june(1), "A0", checked_on=june(20), is_broken=True),
        Commitment("N3", june(1), "A1", checked_on=june(20), is_broken=False),
        Commitment("N4", june(1), "A1", check_due_on=date(2026, 7, 8)),
    ],
    risk_hits=[
        RiskHit("F1", june(1), "expired", "水利局", june(5), True),
        RiskHit("F2", june(1), "expired", "水利局", june(5), False),
        RiskHit("F3", june(1), "data", "水利局"),
    ],
    credit_grades=[
        Grades(date(2026, 3, 31), "A", 6, "水利局", "取水", 20),
        Grades(date(2026, 3, 31), "D", 4, "水利局", "取水", 20),
        Grades(date(2026, 3, 31), "A", 10, "住建局", "工程", None),
        Grades(june(30), "A", 9, "水利局", "取水", 20),
        Grades(june(30), "D", 1, "水利局", "取水", 20),
    ],
    credit_measures=[
        Measures(date(2026, 5, 31), "incentive", 5, "水利局"),
        Measures(june(30), "incentive", 3, "水利局", "优先办理"),
        Measures(june(30), "repair", 2, "水利局"),
    ],
)


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with new_snapshot() as connection:
        load(connection, COUNTY)
        yield connection


def one(snapshot: duckdb.DuckDBPyConnection, code: str, scope: Scope | None = None) -> pd.Series:
    return ask(snapshot, code, scope or Scope(AS_OF)).iloc[0]


def told(table: pd.DataFrame, row: str, columns: str) -> list[float]:
    """Some figures of a row, by the names of their columns."""
    return [float(table.loc[row, name]) for name in columns.split()]  # type: ignore[arg-type]


def test_two_working_days_to_hand_off(snapshot: duckdb.DuckDBPyConnection) -> None:
    """H1, H3 and H5 in time, H2 late, H6 past its day; H7 may wait; of H4 nobody can tell."""
    answer = one(snapshot, "R01")
    assert (answer["numerator"], answer["denominator"], answer["overdue"]) == (3, 5, 1)
    assert (answer["pending"], answer["left_out"]) == (1, 1)


def test_the_item_tells_who_owes_the_answer(snapshot: duckdb.DuckDBPyConnection) -> None:
    """A0 is supervised by another department than the one that held it; the longest wait comes first."""
    waiting = ask(snapshot, "handoffs_unanswered", Scope(AS_OF))
    assert list(waiting["handoff_no"]) == ["H2", "H4"]
    assert list(waiting["department"]) == ["住建局", "住建局"]
    assert list(waiting["days_waited"]) == [17, 1]
    assert waiting["item_name"][0] == "取水许可"


def test_what_is_sent_back_is_answered_and_not_taken(snapshot: duckdb.DuckDBPyConnection) -> None:
    answer = one(snapshot, "R02")
    assert (answer["numerator"], answer["denominator"]) == (2, 5)
    assert (answer["returned"], answer["unanswered"]) == (1, 2)


def test_answers_given_later_are_not_known_yet(snapshot: duckdb.DuckDBPyConnection) -> None:
    """On the 10th nobody had reported on H3."""
    waiting = ask(snapshot, "handoffs_unanswered", Scope(june(10)))
    assert list(waiting["handoff_no"]) == ["H3", "H2"]
    assert one(snapshot, "R02b", Scope(june(10)))["value"] == 0


def test_ageing_by_department(snapshot: duckdb.DuckDBPyConnection) -> None:
    row = ask(snapshot, "handoff_departments", Scope(AS_OF)).iloc[0]
    assert (row["pushed"], row["not_pushed"], row["unanswered"]) == (5, 1, 2)
    assert (row["up_to_5"], row["to_20"], row["over_20"], row["longest"]) == (1, 1, 0, 17)


def test_a_transferred_item_never_handed_off_is_a_blind_spot(snapshot: duckdb.DuckDBPyConnection) -> None:
    """A2 is not transferred: its old department supervises it as ever."""
    blind = ask(snapshot, "blind_spots", Scope(AS_OF))
    assert list(zip(blind["item_code"], blind["cases"], strict=True)) == [("A1", 2)]
    assert one(snapshot, "R01b")["value"] == 50


def test_twenty_working_days_to_publish_checks(snapshot: duckdb.DuckDBPyConnection) -> None:
    answer = one(snapshot, "R04")
    assert (answer["numerator"], answer["denominator"], answer["overdue"]) == (1, 3, 1)
    assert answer["pending"] == 1
    assert one(snapshot, "R03")["value"] == 75  # X5 is done ahead of its day and counts then


def test_what_inspection_tasks_owe(snapshot: duckdb.DuckDBPyConnection) -> None:
    owing = ask(snapshot, "inspections_open", Scope(AS_OF))
    assert list(zip(owing["task_no"], owing["owes"], strict=True)) == [
        ("X4", "unchecked"),
        ("X3", "unpublished"),
        ("X2", "problems"),
    ]
    assert list(owing["days_late"].dropna()) == [13, 6]
    assert one(snapshot, "R06")["value"] == 30
    assert one(snapshot, "R06b")["value"] == pytest.approx(100 * 5 / 6)


def test_seven_working_days_to_publish_decisions(snapshot: duckdb.DuckDBPyConnection) -> None:
    """From Monday the 1st to Wednesday the 10th; J4 still has time, and its item tells the department."""
    rows = ask(snapshot, "disclosure_departments", Scope(AS_OF)).set_index("department")
    columns = "decisions in_time late unpublished"
    assert told(rows, "水利局", columns) == [3, 1, 1, 1]
    assert told(rows, "公安局", columns) == [1, 0, 0, 0]


def test_commitments_to_check_and_to_deal_with(snapshot: duckdb.DuckDBPyConnection) -> None:
    owed = ask(snapshot, "commitments_owed", Scope(AS_OF))
    assert list(zip(owed["commitment_no"], owed["owes"], strict=True)) == [
        ("N1", "unchecked"),
        ("N2", "unhandled"),
    ]
    items = ask(snapshot, "commitment_items", Scope(AS_OF)).set_index("item_code")
    assert told(items, "A0", "commitments checked broken overdue") == [2, 1, 1, 1]
    assert one(snapshot, "R08")["n"] == 4


def test_warnings_by_kind(snapshot: duckdb.DuckDBPyConnection) -> None:
    kinds = ask(snapshot, "risk_kinds", Scope(AS_OF)).set_index("kind")
    columns = "hits verified proved_right unhandled"
    assert told(kinds, "expired", columns) == [2, 2, 1, 1]
    assert told(kinds, "data", columns) == [1, 0, 0, 0]


def test_grades_move_and_who_counts_no_more_stays(snapshot: duckdb.DuckDBPyConnection) -> None:
    """In June only one of the two departments counted: the other stands as it was in March."""
    rows = ask(snapshot, "credit_distribution", Scope(AS_OF))
    counts = list(zip(rows["counted_on"].dt.month, rows["grade"], rows["subjects"], strict=True))
    assert counts == [(3, "A", 16), (3, "D", 4), (6, "A", 19), (6, "D", 1)]
    assert list(rows["share"]) == [80, 20, 95, 5]


def test_coverage_leaves_out_a_field_without_a_total(snapshot: duckdb.DuckDBPyConnection) -> None:
    answer = one(snapshot, "R09")
    assert (answer["value"], answer["n"], answer["left_out"]) == (50, 1, 1)
    fields = ask(snapshot, "credit_fields", Scope(AS_OF)).set_index("field")
    assert told(fields, "取水", "low_share low_share_before") == [10, 40]


def test_measures_by_month(snapshot: duckdb.DuckDBPyConnection) -> None:
    months = ask(snapshot, "credit_measure_months", Scope(AS_OF))
    assert list(months["incentives"]) == [5, 3]
    assert list(months["penalties"]) == [0, 0]
    assert list(months["repairs"]) == [0, 2]
    assert one(snapshot, "R10b")["value"] == 0  # counted, and there was none


def test_a_department_sees_what_it_owes(snapshot: duckdb.DuckDBPyConnection) -> None:
    scope = Scope(AS_OF, departments=("水利局",))
    assert ask(snapshot, "handoffs_unanswered", scope).empty
    assert one(snapshot, "R07", scope)["denominator"] == 3
