"""Which snapshots stay: the last ones, one a week, the named ones; never gone: the current one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from reform.common import settings
from reform.common.settings import STANDARD, Keep, WrongSettings
from reform.storage import Snapshot, Warehouse
from reform.storage import warehouse as store
from reform.storage.retention import superfluous
from tests.ingest.files import CASES, ITEMS, County, text

MEETING = "第5次领导小组会议"
MONDAY = date(2026, 1, 5)


def snapshot(n: int, day: date | str) -> Snapshot:
    at = day if isinstance(day, str) else f"{day}T09:00:00"
    return Snapshot(f"{n:06}", f"{n - 1:06}" if n > 1 else None, at)


def days(*after: int) -> list[Snapshot]:
    """Snapshots published so many days after that Monday."""
    return [snapshot(n, MONDAY + timedelta(day)) for n, day in enumerate(after, start=1)]


def ids(*numbers: int) -> set[str]:
    return {f"{n:06}" for n in numbers}


# the policy: held, how many stay, those that are not in use, those needed → those that stay ---------

DAILY = days(*range(14))
POLICY: dict[str, tuple[Sequence[Snapshot], Keep, set[str], set[str], set[str]]] = {
    "nothing": ([], Keep(1, 1), set(), set(), set()),
    "fewer than may stay": (days(0, 0), Keep(10, 0), set(), set(), ids(1, 2)),
    "the last": (DAILY, Keep(3, 0), set(), set(), ids(12, 13, 14)),
    "the last one": (DAILY, Keep(1, 0), set(), set(), ids(14)),
    "one a week, on Sunday": (DAILY, Keep(1, 9), set(), set(), ids(7, 14)),
    "the last and one a week": (DAILY, Keep(3, 9), set(), set(), ids(7, 12, 13, 14)),
    "the newest of a day": (days(0, 0, 0, 8), Keep(1, 9), set(), set(), ids(3, 4)),
    "so many weeks": (days(0, 7, 14, 21), Keep(1, 2), set(), set(), ids(3, 4)),
    "weeks without any do not count": (days(0, 7, 70, 77), Keep(1, 3), set(), set(), ids(2, 3, 4)),
    "a week over the end of a year": (days(-5, -4, -1, 0), Keep(1, 9), set(), set(), ids(3, 4)),
    "the same week of another year": (days(0, 371, 378), Keep(1, 9), set(), set(), ids(1, 2, 3)),
    "what was undone is no week's": (DAILY, Keep(1, 9), ids(7, 13), set(), ids(6, 14)),
    "what was undone may be a last one": (DAILY, Keep(2, 0), ids(13), set(), ids(13, 14)),
    "the named": (DAILY, Keep(1, 0), set(), ids(2, 5), ids(2, 5, 14)),
    "the named, though undone": (DAILY, Keep(1, 9), ids(2), ids(2), ids(2, 7, 14)),
    "the current, though old": (DAILY, Keep(2, 0), ids(*range(4, 15)), ids(3), ids(3, 13, 14)),
    "a moment that is none": (
        [snapshot(1, "one day"), snapshot(2, "?"), *days(0, 0, 7)[2:]], Keep(1, 9), set(), set(), ids(2, 3)),
}  # fmt: skip


@pytest.mark.parametrize(("held", "keep", "undone", "needed", "stay"), POLICY.values(), ids=POLICY)
def test_what_stays(
    held: Sequence[Snapshot], keep: Keep, undone: set[str], needed: set[str], stay: set[str]
) -> None:
    every = {known.id for known in held}
    assert every - set(superfluous(held, keep, every - undone, {*needed, None})) == stay


# what the county decides ------------------------------------------------------------------------

DECIDED = {
    "": STANDARD.keep,
    "[keep]\n": STANDARD.keep,
    "[keep]\nlast = 3\n": Keep(3, STANDARD.keep.weeks),
    "[keep]\nweeks = 0\n": Keep(STANDARD.keep.last, 0),
    "[keep]\nlast = 1\nweeks = 4\n": Keep(1, 4),
}


@pytest.mark.parametrize("decided", DECIDED, ids=repr)
def test_the_county_decides(tmp_path: Path, decided: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(decided, encoding="utf-8")
    assert settings.settings(file).keep == DECIDED[decided]


@pytest.mark.parametrize("decided", ["last = 0", "last = -1", "weeks = -1", "last = 'ten'", "weeks = []"])
def test_what_keeps_nothing_is_no_decision(tmp_path: Path, decided: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[keep]\n{decided}\n", encoding="utf-8")
    with pytest.raises(WrongSettings):
        settings.settings(file)


def test_the_shipped_settings_say_what_is_standard() -> None:
    assert settings.settings().keep == STANDARD.keep == Keep(last=10, weeks=520)


# cleaning ---------------------------------------------------------------------------------------


class Calendar:
    """A warehouse's clock: nine o'clock, some days after that Monday."""

    day = 0

    def __call__(self) -> datetime:
        return datetime.combine(MONDAY + timedelta(self.day), time(9))


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def warehouse(tmp_path: Path, calendar: Calendar) -> Warehouse:
    return Warehouse(tmp_path / "w", calendar)


def decide(monkeypatch: pytest.MonkeyPatch, last: int, weeks: int) -> None:
    """As data/settings.toml would."""
    monkeypatch.setattr(store, "settings", lambda: replace(STANDARD, keep=Keep(last, weeks)))


def put(warehouse: Warehouse, many: int = 1) -> None:
    for _ in range(many):
        with warehouse.build() as draft:
            draft.files = [{"file": "x.csv"}]


def kept(warehouse: Warehouse) -> set[str]:
    return {path.stem for path in warehouse.snapshots.glob("*.duckdb")}


def test_every_day_a_load_and_one_a_week_stays(
    warehouse: Warehouse, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(monkeypatch, last=3, weeks=2)
    for calendar.day in range(24):
        put(warehouse)
    # The last three, among them this week's; of the weeks that have one, two.
    assert kept(warehouse) == ids(21, 22, 23, 24)
    assert [known.id for known in warehouse.history()] == sorted(ids(*range(1, 25)))


def test_the_current_one_and_the_one_before_it_stay(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(monkeypatch, last=1, weeks=0)
    put(warehouse, 3)
    assert kept(warehouse) == ids(2, 3)
    warehouse.undo()
    assert kept(warehouse) == ids(2, 3)
    put(warehouse)
    assert (warehouse.current(), kept(warehouse)) == ("000004", ids(2, 4))
    warehouse.undo()
    assert warehouse.current() == "000002"


@pytest.mark.parametrize("undone", [False, True])
def test_a_named_one_stays_as_long_as_it_has_its_name(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, undone: bool
) -> None:
    decide(monkeypatch, last=1, weeks=0)
    put(warehouse, 2)
    warehouse.name("000002", MEETING)
    if undone:
        warehouse.undo()
    put(warehouse, 5)
    assert kept(warehouse) == ids(2, 6, 7)
    warehouse.name("000002", "第6次")
    put(warehouse)
    assert kept(warehouse) == ids(2, 7, 8)
    warehouse.name("000002", "")
    assert "000002" in kept(warehouse)  # until the next load
    put(warehouse)
    assert kept(warehouse) == ids(8, 9)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b"null"])
def test_while_nobody_knows_the_names_nothing_goes(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    decide(monkeypatch, last=1, weeks=0)
    put(warehouse, 2)
    warehouse.name("000001", MEETING)
    names = warehouse.folder / "names.json"
    whole = names.read_bytes()
    names.write_bytes(damage)
    put(warehouse, 3)
    assert (kept(warehouse), warehouse.names()) == (ids(1, 2, 3, 4, 5), {})
    with pytest.raises(OSError, match=r"names\.json (is damaged|已损坏)"):
        warehouse.name("000005", "第6次")
    assert names.read_bytes() == damage  # perhaps somebody can mend it
    names.write_bytes(whole)
    put(warehouse)
    assert kept(warehouse) == ids(1, 5, 6)


def test_wrong_settings_clean_as_is_standard(
    warehouse: Warehouse, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong() -> None:
        raise WrongSettings("keep: last = 0")

    monkeypatch.setattr(store, "settings", wrong)
    put(warehouse, 2)
    calendar.day = 7
    put(warehouse, 12)
    assert kept(warehouse) == ids(2, *range(5, 15))


def test_a_real_one_that_went_can_be_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the named one is still read as it was on that day."""
    decide(monkeypatch, last=1, weeks=0)
    county = County(tmp_path)
    county.load(county.file("i.csv", text(ITEMS)))
    county.warehouse.name("000001", MEETING)
    for n in (1, 2, 3):
        county.load(county.file(f"{n}.csv", text([CASES[0], CASES[n]])))
    rows = county.json("history")["snapshots"]
    assert [(row["snapshot"], row["state"]) for row in rows] == [
        ("000004", "current"),
        ("000003", "earlier"),
        ("000002", "cleaned"),
        ("000001", "earlier"),
    ]
    with county.warehouse.open("000001") as connection:
        assert connection.table("cases").fetchall() == []
        assert len(connection.table("items").fetchall()) == 2
    assert county.run("rebuild", "--snapshot", "000002").exit_code == 0
    with county.warehouse.open("000002") as connection:
        assert [number for (number,) in connection.table("cases").select("case_no").fetchall()] == ["A1"]
