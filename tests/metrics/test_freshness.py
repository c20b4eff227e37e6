"""How old the data are: from which day that counts, when they are stale, and which figures rest on them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from reform.common.i18n import speaking
from reform.common.settings import STANDARD, WrongSettings, settings
from reform.metrics import freshness, query
from reform.metrics.freshness import Age, Freshness
from reform.pipeline.county import County as Shown
from reform.schema.datasets import datasets
from reform.storage.kept_snapshots import Kept
from tests.ingest.files import CASES, ITEMS, County, text, workbook
from tests.metrics.county import new_snapshot

LAST = date(2026, 9, 30)  # what CASES tell of


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Two items and three cases; the last is accepted on 30 September 2026."""
    county = County(tmp_path_factory.mktemp("county"))
    county.load(county.file("i.xlsx", workbook({"事项": ITEMS})), county.file("c.csv", text(CASES)))
    return county


@pytest.fixture
def connection(county: County) -> Iterator[duckdb.DuckDBPyConnection]:
    with county.warehouse.open() as connection:
        yield connection


def loaded_on(county: County) -> date:
    ((moment,),) = county.query("select max(loaded_at) from imports")
    assert isinstance(moment, datetime)
    return moment.date()


def days(of: int) -> timedelta:
    return timedelta(days=of)


# states ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "max_age", "state"),
    [
        (0, 14, Freshness.FRESH),
        (7, 14, Freshness.FRESH),  # domain.md 3.7: green to 7 days, amber to 14
        (8, 14, Freshness.AGEING),
        (14, 14, Freshness.AGEING),
        (15, 14, Freshness.STALE),
        (46, 92, Freshness.FRESH),
        (47, 92, Freshness.AGEING),
        (93, 92, Freshness.STALE),
        (1, 1, Freshness.AGEING),
        (2, 1, Freshness.STALE),
        (9999, None, Freshness.UNTIMED),
        (9999, 0, Freshness.UNTIMED),
    ],
)
def test_half_the_days_are_fresh_and_all_of_them_not_stale(
    old: int, max_age: int | None, state: Freshness
) -> None:
    assert Age("cases", 1, LAST, old, max_age, "甲").state is state


@pytest.mark.parametrize(("rows", "old"), [(0, 99), (0, None), (3, None)])
def test_what_is_not_loaded_is_not_stale(rows: int, old: int | None) -> None:
    assert Age("cases", rows, None, old, 14, "甲").state is Freshness.NONE


def test_every_dataset_says_who_owes_it_in_both_languages() -> None:
    assert [name for name, dataset in datasets().items() if dataset.owner.count(" | ") != 1] == []
    assert {name: dataset.max_age for name, dataset in datasets().items()} == {
        **dict.fromkeys(("stages", "cases", "pauses", "ratings", "case_counts", "hall"), 14),
        **dict.fromkeys(("disputes", "steps", "notices", "complaints", "letters"), 31),
        **dict.fromkeys(("startups", "projects"), 31),
        **dict.fromkeys(("trainings", "outreach", "interface_calls", "decisions"), 62),
        **dict.fromkeys(("milestones", "handoffs", "disclosures", "commitments", "risk_hits"), 31),
        **dict.fromkeys(("inspections", "credit_measures"), 62),
        **dict.fromkeys(("items", "interfaces", "sheet_lines"), 92),
        **dict.fromkeys(("item_versions", "centre", "interface_items", "credit_grades"), 184),
        **dict.fromkeys(("exams", "assessments", "surveys", "problems", "measures"), 184),
        **dict.fromkeys(("plan_changes", "targets"), 0),
        **dict.fromkeys(("departments", "calendar"), None),
    }


# from which day -------------------------------------------------------------------------------


def test_what_happens_is_as_old_as_its_last_event(connection: duckdb.DuckDBPyConnection) -> None:
    known = freshness.ages_in(connection, LAST + days(54), STANDARD)
    assert (known["cases"].last_on, known["cases"].days) == (LAST, 54)
    assert known["ratings"].state is Freshness.NONE


def test_a_list_is_as_old_as_its_load(county: County, connection: duckdb.DuckDBPyConnection) -> None:
    on = loaded_on(county)
    for later, state in ((0, Freshness.FRESH), (92, Freshness.AGEING), (93, Freshness.STALE)):
        age = freshness.ages_in(connection, on + days(later), STANDARD)["items"]
        assert (age.last_on, age.days, age.state) == (on, later, state)


def test_rows_of_tomorrow_are_not_younger_than_today(connection: duckdb.DuckDBPyConnection) -> None:
    assert freshness.ages_in(connection, LAST - days(3), STANDARD)["cases"].days == 0


def test_a_whole_period_tells_of_its_last_day(tmp_path: Path) -> None:
    """Nothing happened after the 26th of February, and the file says so."""
    county = County(tmp_path)
    county.load(county.file("c.csv", text(CASES[:2])), "--replace", "2026-02-01..2026-03-15")
    with county.warehouse.open() as connection:
        assert freshness.ages_in(connection, LAST, STANDARD)["cases"].last_on == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("told", "last_on"), [("2026年9月", date(2026, 9, 30)), ("2026-09-14", date(2026, 9, 14))]
)
def test_a_month_told_tells_of_its_last_day(tmp_path: Path, told: str, last_on: date) -> None:
    county = County(tmp_path)
    rows = [
        ["奖惩统计月份", "实施部门", "奖惩类别", "奖惩措施", "奖惩件数"],
        [told, "县税务局", "守信激励", "绿色通道", "3"],
    ]
    county.load(county.file("m.csv", text(rows)))
    with county.warehouse.open() as connection:
        assert freshness.ages_in(connection, LAST, STANDARD)["credit_measures"].last_on == last_on


def test_the_sample_and_the_past_do_not_age(county: County) -> None:
    shown = Shown(county.warehouse, county.warehouse.current() or "", is_sample=False)
    today = date(2030, 1, 1)
    kept = Kept("000001", datetime(2026, 10, 6, 9), undone=False)
    assert shown.looked_on(LAST, today) == today
    assert replace(shown, is_sample=True).looked_on(LAST, today) == LAST
    assert replace(shown, past=kept).looked_on(LAST, today) == date(2026, 10, 6)


# settings -------------------------------------------------------------------------------------


def test_a_county_sets_days_and_owners(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[max_age]\ncases = 60\nitems = 0\n[owners]\ncases = "县局信息中心"\n', encoding="utf-8")
    known = freshness.ages_in(connection, LAST + days(54), settings(file))
    assert known["cases"].state is Freshness.AGEING
    assert known["items"].state is Freshness.UNTIMED
    assert "县局信息中心" in known["cases"].sentence
    assert known["pauses"].max_age == 14


@pytest.mark.parametrize("wrong", ["[max_age]\ncases = 'soon'", "max_age = 3", "owners = []"])
def test_settings_that_are_no_days_are_wrong(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(WrongSettings):
        settings(file)


# what is said ---------------------------------------------------------------------------------


def test_the_oldest_comes_first_and_dates_the_mark() -> None:
    known = {
        name: Age(name, 1, last_on, 99, 14, "甲 | A")
        for name, last_on in (("cases", LAST), ("ratings", LAST - days(9)), ("pauses", LAST - days(30)))
    }
    old = freshness.stale(known, ("cases", "ratings", "cases", "items"))
    assert [age.dataset for age in old] == ["ratings", "cases"]
    with speaking("en"):
        assert freshness.mark_of(old) == "Stale data · up to 21 Sep 2026"
        assert old[1].sentence == "Cases ends on 30 Sep 2026, nothing newer for 99 days; owed by A"
        item = replace(old[1], dataset="items")
        assert item.sentence == "Items was loaded on 30 Sep 2026, 99 days ago; owed by A"


def test_the_command_line_tells(county: County) -> None:
    answer = county.json("ask", "D03")  # on 23 November
    (old,) = answer["stale"]
    assert old.pop("message")
    assert old == {
        "dataset": "cases",
        "last_on": "2026-09-30",
        "age_days": 54,
        "max_age": 14,
        "owner": datasets()["cases"].owner,
    }
    plain = county.run("ask", "D03", "--format", "csv", lang="en")
    assert "Cases ends on 30 Sep 2026" in plain.stderr
    assert "ends on" not in plain.stdout
    assert county.json("ask", "S03")["stale"] == []


def test_an_as_of_date_beyond_the_data_is_told() -> None:
    with speaking("en"):
        said = freshness.beyond(LAST + days(1), LAST)
        assert said.startswith("The data end on 30 Sep 2026; the as-of date is 1 Oct 2026.")
        assert "overdue" in said
        assert freshness.beyond(LAST, LAST) == freshness.beyond(LAST - days(1), LAST) == ""


def test_the_command_line_tells_of_an_as_of_date_beyond_the_data(county: County) -> None:
    later = county.json("ask", "D13", "--as-of", "2027-01-31")
    assert "2027年1月31日" in later["beyond"]
    assert later["beyond"] in county.run("ask", "D13", "--as-of", "2027-01-31", "--format", "csv").stderr
    assert "beyond" not in county.json("ask", "D13", "--as-of", LAST.isoformat())


def test_the_command_line_tells_what_a_missing_figure_waits_for(county: County) -> None:
    answer = county.json("ask", "T02")
    assert answer["rows"][0]["value"] is None
    assert "划转阶段" in answer["missing"]
    assert answer["missing"] in county.run("ask", "T02", "--format", "csv").stderr
    assert "missing" not in county.json("ask", "D03")


# what a figure uses ---------------------------------------------------------------------------

# A table a question reads, and the datasets its rows are made of: the first gives the rows, the others may
# give a limit, a suspension or the side of the transfer.
MADE_OF = {
    "cases": ("cases", "items", "stages", "pauses"),
    "unfinished": ("cases", "items", "stages", "pauses"),
    "cube": ("cases", "items", "stages", "pauses"),
    "accepted_cube": ("cases", "items", "stages", "pauses"),
    "visited_cube": ("cases", "items", "stages", "pauses"),
    # cases summed up elsewhere: they stand where cases are asked for (freshness.standing_in)
    "counted_cases": ("cases", "items", "stages", "pauses"),
    "items": ("items", "stages"),
    "stage_log": ("stages",),
    "handover_flags": ("stages",),
    "ratings": ("ratings", "cases"),
    "suspensions": ("pauses",),
    "transfer_spans": ("stages",),
    "item_spans": ("items", "item_versions"),
    "project_times": ("projects",),
    "limit_changes": ("item_versions",),
    "handoff_rows": ("handoffs", "cases"),
    **dict.fromkeys(("imports", "calendar", "subjects", "subject_of", "department_names"), ()),
}
MADE_OF |= {name: (name,) for name in datasets() if name not in {"departments", *MADE_OF}}
MADE_OF |= {f"named_{name}": (name,) for name in datasets()}
ANY_SCOPE = """{
    'as_of': date '2026-01-01', 'from_on': cast(null as date), 'to_on': date '2026-01-01',
    'counted_to': date '2026-01-01', 'known_to': date '2026-01-01',
    'departments': cast(null as varchar[]), 'domains': cast(null as varchar[]),
    'batches': cast(null as integer[]), 'channels': cast(null as varchar[]), 'by': cast([] as varchar[])
}"""


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    return new_snapshot()


QUESTIONS = [
    metric for kind in query.FOLDERS for metric in query.metrics_of(kind).values() if "$scope" in metric.sql
]


@pytest.mark.parametrize("metric", QUESTIONS, ids=lambda metric: metric.code)
def test_a_figure_uses_what_its_query_reads(metric: query.Metric, empty: duckdb.DuckDBPyConnection) -> None:
    """At least the rows it reads, at most what those are made of: no figure forgets a stale dataset."""
    read = empty.get_table_names(metric.sql.replace("$scope", ANY_SCOPE))
    assert read <= set(MADE_OF), "name the new table here"
    rows = {MADE_OF[table][0] for table in read if MADE_OF[table]}
    if "planned" not in metric.sql:  # the items of a past day are read with their moved plans
        rows.discard("plan_changes")
    made_of = {name for table in read for name in MADE_OF[table]}
    assert rows <= set(metric.uses) <= made_of
    assert len(set(metric.uses)) == len(metric.uses)
