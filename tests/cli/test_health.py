"""The command doctor: its status, its text and JSON, and the faults it tells to the log."""

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import pytest

from reform.common.errors import ReformError
from reform.monitoring import health
from reform.monitoring.checks import CHECKS, CheckContext, Finding
from reform.storage import event_log
from tests.ingest.files import County, contents
from tests.monitoring.test_health import loaded


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> County:
    return loaded(tmp_path_factory.mktemp("well"))


@pytest.fixture
def county(well: County, tmp_path: Path) -> County:
    """The same, to be changed."""
    copy = County(tmp_path)
    shutil.copytree(well.warehouse.folder, copy.warehouse.folder, ignore=shutil.ignore_patterns("logs"))
    return copy


def test_exit_status_is_0_only_when_well(well: County) -> None:
    before = contents(well.warehouse.folder, logs=True)
    answer = well.run("doctor", "--format", "json", today="2026-10-01")
    assert answer.exit_code == 0
    assert '"well": true' in answer.stdout
    assert contents(well.warehouse.folder, logs=True) == before

    answer = well.json("doctor", status=1)  # on 23 November
    assert list(answer) == ["sample", "snapshot", "well", "checks"]
    assert (answer["sample"], answer["snapshot"], answer["well"]) == (False, "000001", False)
    assert [one["name"] for one in answer["checks"]] == [check.name for check in CHECKS]
    (old,) = [one for one in answer["checks"] if one["state"] != "ok"]
    assert (old["name"], old["state"], old["count"], old["page"]) == ("freshness", "look", 1, "/health")
    assert old["message"] and old["title"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_has_a_line_a_check_and_the_verdict(well: County, lang: str) -> None:
    answer = well.run("doctor", lang=lang)
    *lines, verdict = answer.stdout.splitlines()
    assert answer.exit_code == 1
    assert len(lines) == len(CHECKS)
    assert [line for line in lines if not line.startswith("✓ ")] == [
        line for line in lines if line.startswith("! ") and "(1)" in line
    ]
    assert verdict == {"zh": "有 1 项需要处理。", "en": "One thing needs attention."}[lang]


def test_a_snapshot_that_does_not_open_is_a_finding(well: County, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise duckdb.IOException("gone")

    monkeypatch.setattr(type(well.warehouse), "open", gone)
    answer = well.json("doctor", status=1)
    (only,) = answer["checks"]
    assert (only["name"], only["state"], answer["well"]) == ("snapshot", "bad", False)


def test_a_check_that_is_refused_leaves_the_others_in_the_report(
    well: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_context: CheckContext) -> Finding:
        raise ReformError("Nothing can be said about {name}.", name="loads")

    refusing = [replace(check, find=refused) if check.name == "loads" else check for check in CHECKS]
    monkeypatch.setattr(health, "examine", partial(health.examine, checks=refusing))
    answer = well.json("doctor", status=1)
    assert [one["name"] for one in answer["checks"]] == [check.name for check in CHECKS]
    (loads,) = [one for one in answer["checks"] if one["name"] == "loads"]
    assert (loads["state"], loads["message"]) == ("bad", "Nothing can be said about loads.")


def test_a_fault_is_told_to_the_log_once_until_something_else_happens(county: County) -> None:
    (county.warehouse.folder / "journal.sqlite").write_bytes(b"no journal" * 999)

    def told() -> list[str]:
        return [
            event["what"] for event in event_log.events(county.warehouse.folder) if event["event"] == "fault"
        ]

    for _ in range(2):
        assert county.run("doctor").exit_code == 1  # freshness wants somebody too, and is no fault
    assert told() == ["journal"]
    event_log.event(county.warehouse.folder, "export", rows=1)
    county.run("doctor")
    assert told() == ["journal", "journal"]


def test_nothing_intact_is_a_finding_with_what_to_do(county: County) -> None:
    county.warehouse.path("000001").write_bytes(b"")
    (only,) = county.json("doctor", status=1, lang="en")["checks"]
    assert (only["name"], only["state"]) == ("snapshot", "bad")
    assert only["message"].startswith("Snapshot 000001 is damaged and no intact one is left.")
