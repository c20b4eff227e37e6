"""The health checks: each in a county where it fails and in one where it does not; well only if all are."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from filelock import FileLock

from reform import ROOT
from reform.common.i18n import speaking
from reform.monitoring import health
from reform.monitoring.checks import CHECKS, Finding, Severity, system
from reform.pipeline import county as counties
from reform.storage import event_log
from tests.ingest.files import CASES, ITEMS, County, Rows, contents, text, workbook

WELL_ON = date(2026, 10, 1)  # a day after the last case
HOUR = datetime(2026, 10, 1, 9, tzinfo=UTC)
SHEETS = {"items.xlsx": workbook({"事项": ITEMS}), "cases.csv": text(CASES)}


def loaded(folder: Path, *more: tuple[str, bytes], options: tuple[str, ...] = ()) -> County:
    """Two items and three cases that are in order, and what is loaded on top."""
    county = County(folder)
    files = [county.file(name, data) for name, data in [*SHEETS.items(), *more]]
    result = county.run("load", *files, *options, today="2026-12-31")
    assert result.exit_code == 0, result.output
    return county


def case(number: str, code: str, department: str, accepted: str, completed: str = "") -> bytes:
    rows: Rows = [CASES[0], [number, code, department, accepted, completed]]
    return text(rows)


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> County:
    return loaded(tmp_path_factory.mktemp("well"))


@pytest.fixture
def county(well: County, tmp_path: Path) -> County:
    """The same, to be changed."""
    copy = County(tmp_path)
    shutil.copytree(well.warehouse.folder, copy.warehouse.folder)
    return copy


def findings(county: County, today: date = WELL_ON, **changes: Any) -> dict[str, Finding]:
    with health.admitted(county.warehouse, today) as context, speaking("en"):
        return {finding.name: finding for finding in health.examine(replace(context, **changes))}


def ill(found: dict[str, Finding]) -> dict[str, int]:
    return {name: finding.count for name, finding in found.items() if finding.state is not Severity.OK}


# one county a check ---------------------------------------------------------------------------


class Ill(NamedTuple):
    """A county in which one check fails: what is loaded on top, and how many the check must find."""

    check: str
    n: int
    more: tuple[tuple[str, bytes], ...] = ()
    options: tuple[str, ...] = ()
    today: date = WELL_ON
    says: str = ""


MARKET = "县市场监督管理局"
PAUSES: Rows = [
    ["办件编号", "特别程序种类", "起始日期", "截止日期"],
    ["Z1", "听证", "2026-09-28", "2026-09-29"],
    ["A3", "听证", "2026-09-30", ""],
]
EXTENDED: Rows = [
    ["办件编号", "特别程序种类", "起始日期", "批准天数"],
    ["A3", "延长审批", "2026-09-30", "15"],
]
STAGES: Rows = [
    ["事项编码", "阶段", "进入日期"],
    ["0001", "签约公布", "2026-09-30"],
    ["9999", "签约公布", "2026-09-30"],
    ["9999", "正式运行", "2026-09-30"],
]
BAD_REVIEW: Rows = [["评价编号", "办件编号", "满意度", "评价时间"], ["R1", "A1", "不满意", "2026-12-28"]]

COUNTIES = [
    Ill("freshness", 1, today=date(2026, 11, 23), says="nothing newer for 54 days"),
    Ill("unmatched", 1, (("more.csv", case("B1", "7777", MARKET, "2026-09-28", "2026-09-29")),), says="7777"),
    Ill("strays", 1, (("pauses.csv", text(PAUSES)),)),
    Ill("strays", 2, (("stages.csv", text(STAGES)),)),
    Ill("departments", 1, (("more.csv", case("B1", "0001", "县粮油站", "2026-09-28", "2026-09-29")),)),
    Ill("rejects", 1, (("more.csv", case("B1", "0001", MARKET, "何时")),), ("--accept-good",)),
    Ill("extensions", 1, (("pauses.csv", text(EXTENDED)),), says="1 cases were extended by more than 10"),
    Ill(
        "calendar",
        1,
        (("more.csv", case("B1", "0001", MARKET, "2026-12-30")),),
        today=date(2026, 12, 31),
        says="1 open cases, 0 bad reviews and 0 completed",
    ),
    Ill(
        "calendar",
        1,
        (
            ("ratings.csv", text(BAD_REVIEW)),
            ("more.csv", case("B1", "0001", MARKET, "2026-12-20", "2026-12-21")),
        ),
        today=date(2026, 12, 31),
        says="0 open cases, 1 bad reviews and 0 completed",
    ),
]


@pytest.mark.parametrize("one", COUNTIES, ids=lambda one: one.check)
def test_a_check_finds_its_list_and_no_other_does(tmp_path: Path, one: Ill) -> None:
    found = findings(loaded(tmp_path, *one.more, options=one.options), one.today)
    assert ill(found) == {one.check: one.n}
    assert one.says in found[one.check].sentence


def test_two_calendars_in_one_warehouse_are_found(well: County, county: County) -> None:
    """A profile that counts natural days beside the county's own files; reloading them with it mends it."""
    profile = county.file("nature.toml", b'calendar = "natural"\n')
    path = county.file("more.csv", case("B1", "0001", MARKET, "2026-09-28", "2026-09-29"))
    county.load(path, "--profile", profile)
    found = findings(county)
    assert ill(found) == {"calendars": 2}
    assert "official working days (3 cases), natural days (1 cases)" in found["calendars"].sentence


def test_all_is_well_when_every_list_is_empty(well: County) -> None:
    found = findings(well)
    assert list(found) == [check.name for check in CHECKS]
    assert ill(found) == {}
    assert [finding.name for finding in found.values() if not finding.sentence or not finding.title] == []


# the place ------------------------------------------------------------------------------------


def test_the_sample_is_no_county(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path_factory.mktemp("sample")
    for name, data in SHEETS.items():
        (files / name).write_bytes(data)
    monkeypatch.setattr(counties, "SAMPLE_FILES", files)
    monkeypatch.setattr(counties, "SAMPLE_WAREHOUSE", files / "warehouse")
    county = County(tmp_path)
    assert ill(findings(county, date(2030, 1, 1))) == {"data": 1}  # and its data do not age
    assert contents(county.warehouse.folder) is None


def test_a_full_disk_is_told_before_the_next_load(well: County, monkeypatch: pytest.MonkeyPatch) -> None:
    size = well.warehouse.path(well.warehouse.current() or "").stat().st_size

    class Free(NamedTuple):
        free: int

    for free, count in ((3 * size, 0), (3 * size - 1, 1)):
        monkeypatch.setattr(shutil, "disk_usage", lambda folder, free=free: Free(free))
        found = findings(well)
        assert found["disk"].count == count
        assert found["disk"].state is (Severity.BAD if count else Severity.OK)


@pytest.mark.parametrize(
    ("text_of_file", "says"),
    [("targets = 3", "targets"), ("[max_age]\ncase = 3", "case"), ("[owners]\nnobody = '甲'", "nobody")],
)
def test_wrong_settings_are_named(well: County, tmp_path: Path, text_of_file: str, says: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text_of_file, encoding="utf-8")
    found = findings(well, settings_file=file)
    assert ill(found) == {"settings": 1}
    assert says in found["settings"].sentence or says == "targets"


def test_a_damaged_journal_is_found(county: County) -> None:
    (county.warehouse.folder / "journal.sqlite").write_bytes(b"no journal" * 999)
    found = findings(county)
    assert ill(found) == {"journal": 1}
    assert "damaged" in found["journal"].sentence


def test_a_load_that_was_cut_short_is_found_until_one_ends_well(county: County) -> None:
    with pytest.raises(KeyboardInterrupt), county.warehouse.build(["half.csv"]):
        raise KeyboardInterrupt
    found = findings(county)
    assert ill(found) == {"loads": 1}
    assert found["loads"].state is Severity.BAD
    assert found["loads"].rows is not None
    assert list(found["loads"].rows["file"]) == ["half.csv"]
    county.load(county.file("more.csv", case("B1", "0001", MARKET, "2026-09-28", "2026-09-29")))
    assert ill(findings(county)) == {}


def test_a_load_that_runs_is_no_fault(county: County) -> None:
    (county.warehouse.snapshots / "000009.started").write_text("{}")
    with FileLock(county.warehouse.folder / "loading.lock"):
        assert ill(findings(county)) == {}
    assert ill(findings(county)) == {"loads": 1}


Event = tuple[str, dict[str, Any]]
REFUSED: Event = ("file", {"outcome": "refused", "file": "a.csv"})
GOOD: Event = ("load", {"outcome": "published"})


@pytest.mark.parametrize(
    ("events", "count"),
    [
        ([], 0),
        ([GOOD], 0),
        ([("load_failed", {"error": "OSError"})], 1),
        ([REFUSED, ("load", {"outcome": "refused"})], 1),
        ([REFUSED, ("load_failed", {})], 2),
        ([REFUSED, GOOD], 0),
        ([GOOD, REFUSED], 1),
        ([GOOD, ("undo", {}), ("export", {})], 0),
    ],
)
def test_the_log_tells_of_loads_since_the_last_good_one(
    tmp_path: Path, well: County, events: list[Event], count: int
) -> None:
    for name, fields in events:
        assert event_log.event(tmp_path, name, now=HOUR, **fields)
    with health.admitted(well.warehouse, WELL_ON) as context:
        elsewhere = replace(context, warehouse=County(tmp_path).warehouse)
        elsewhere.warehouse.folder = tmp_path
        assert system.loads.find(elsewhere).count == count


# the snapshot ---------------------------------------------------------------------------------


@pytest.fixture
def broken(county: County, tmp_path: Path) -> Callable[[str], dict[str, Finding]]:
    """Something done to a snapshot behind the program's back."""

    def broke(statement: str) -> dict[str, Finding]:
        copy = tmp_path / "copy.duckdb"
        copy.write_bytes(county.warehouse.path(county.warehouse.current() or "").read_bytes())
        with duckdb.connect(str(copy)) as connection:
            connection.execute(statement)
            with health.admitted(county.warehouse, WELL_ON) as context:
                changed = replace(context, connection=connection)
                return {finding.name: finding for finding in health.examine(changed)}

    return broke


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("delete from cases where case_no = 'A1'", "cases lost: 1"),
        ("update imports set read = read + 1 where import_id = 1", "unbalanced import 1"),
        ("update built set fingerprint = 'other'", ""),
    ],
)
def test_a_snapshot_that_is_not_sound_is_bad(
    broken: Callable[[str], dict[str, Finding]], statement: str, says: str
) -> None:
    found = broken(statement)["snapshot"]
    assert found.state is Severity.BAD
    assert says in found.sentence


def test_what_cannot_be_asked_is_found_too(broken: Callable[[str], dict[str, Finding]]) -> None:
    found = broken("drop table rejects")
    assert {"rejects"} <= set(ill(found))
    assert found["rejects"].state is Severity.BAD
    assert found["unmatched"].state is Severity.OK


def test_a_damaged_snapshot_is_not_well(county: County) -> None:
    """The one before is shown, and said."""
    county.load(county.file("more.csv", case("B1", "0001", MARKET, "2026-09-28", "2026-09-29")))
    county.warehouse.path("000002").write_bytes(b"")
    assert ill(findings(county)) == {"published": 1}


def test_every_page_of_a_check_exists() -> None:
    assert {check.page for check in CHECKS} <= {path.stem for path in ROOT.glob("pages/data/*.py")}


def test_names_of_checks_are_their_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
