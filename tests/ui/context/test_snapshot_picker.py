"""As it was known on: a past snapshot on screen, told from the as-of date, and never a page that breaks."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.county import county
from reform.pipeline.load import load
from reform.storage import Warehouse
from reform.ui.context import query_cache
from tests.ingest.files import text
from tests.soak import some
from tests.ui.conftest import TODAY
from tests.ui.context.test_url_params import link
from tests.ui.screen import PAGES, PROGRESS, figures, opened, runs, start
from tests.ui.small import CASES, DEPARTMENT, RATINGS, files

FIRST, NOW = "000001", "000003"
MEETING = "第5次领导小组会议"
LATER = [CASES[0], ["B1", "0001", DEPARTMENT, "2026-05-11 09:00:00", "2026-05-12 10:00:00"]]
LOADS = (files(ratings=False), {"ratings.csv": text(RATINGS)}, {"later.csv": text(LATER)})
# Of each load: the headline figures, and the last day on which something had happened.
FIGURES = {FIRST: ["3", "47", "—"], NOW: ["3", "66", "66.67"]}
LAST_DAY = {FIRST: date(2026, 4, 20), NOW: date(2026, 5, 12)}
BAR = {"zh": f"按 2026年11月6日 已入库的数据显示（快照 {FIRST} {MEETING}）"}
BAR["en"] = f"Shown as it was known on 6 Nov 2026 (snapshot {FIRST} {MEETING})"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three loads, the first published before a meeting whose name it bears."""
    warehouse = Warehouse(tmp_path_factory.mktemp("travelled"))
    for named in LOADS:
        sources = [Source(name, data) for name, data in named.items()]
        result = load(warehouse, sources, Options(), today=date.fromisoformat(TODAY))
        assert result.snapshot, (result.problems, result.rejects)
    manifest = warehouse.snapshots / f"{FIRST}.json"
    known = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(known | {"published_at": "2026-11-06T10:32:00"}), encoding="utf-8")
    warehouse.name(FIRST, MEETING)
    return warehouse.folder


@pytest.fixture
def kept(built: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The three snapshots on screen."""
    monkeypatch.setenv("REFORM_WAREHOUSE", str(built))
    return Warehouse(built)


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A copy of them to spoil."""
    folder = tmp_path / "own"
    shutil.copytree(built, folder)
    monkeypatch.setenv("REFORM_WAREHOUSE", str(folder))
    return Warehouse(folder)


def bars(screen: AppTest) -> list[str]:
    """The sentences that say a past snapshot is shown."""
    said = [markdown.value.replace("\\", "") for markdown in screen.markdown]
    return [text for text in said if any(bar in text for bar in BAR.values())]


def warned(screen: AppTest) -> list[str]:
    return [warning.value for warning in screen.warning if "快照" in warning.value]


# chosen ---------------------------------------------------------------------------------------


def test_a_past_snapshot_is_chosen_shown_and_left(kept: Warehouse) -> None:
    screen = start()
    assert figures(screen) == FIGURES[NOW]
    assert screen.selectbox(key="f_known").options[0] != screen.selectbox(key="f_known").options[1]
    assert MEETING in screen.selectbox(key="f_known").options[-1]
    assert bars(screen) == []

    runs(screen.selectbox(key="f_known").set_value(FIRST).run())
    assert figures(screen) == FIGURES[FIRST]
    assert len(bars(screen)) == 1
    assert screen.date_input(key="f_as_of").value == LAST_DAY[FIRST]
    assert link(screen) == {"known": [FIRST]}

    runs(screen.button(key="known_back").click().run())
    assert figures(screen) == FIGURES[NOW]
    assert bars(screen) == []
    assert screen.date_input(key="f_as_of").value == LAST_DAY[NOW]
    assert link(screen) == {}


def test_the_as_of_date_is_another_question(kept: Warehouse) -> None:
    """The 20th of April has ratings as it is known now; as it was known then it has none: they came later."""
    known_now = start(as_of="2026-04-20")
    known_then = start(as_of="2026-04-20", known=FIRST)
    assert figures(known_now)[:2] == figures(known_then)[:2] == FIGURES[FIRST][:2]
    assert figures(known_now)[2] != figures(known_then)[2] == "—"
    assert figures(start(as_of="2026-11-01", known=FIRST))[1] == "47"
    help_text = known_now.selectbox(key="f_known").help
    assert known_now.date_input(key="f_as_of").label in help_text


@pytest.mark.parametrize(("name", "language"), [(name, "zh") for name in some(PAGES, 3)] + [(PAGES[0], "en")])
def test_every_page_says_so_on_top(kept: Warehouse, name: str, language: str) -> None:
    screen = start(name, known=FIRST, lang=language)
    assert len(bars(screen)) == 1
    assert BAR[language] in bars(screen)[0]
    assert link(screen).get("known") == [FIRST]


@pytest.mark.parametrize("name", PROGRESS[:2])
def test_captions_name_the_snapshot(kept: Warehouse, name: str) -> None:
    sources = [c.value for c in start(name, known=FIRST).caption if c.value.startswith("数据来源")]
    assert sources
    assert all(FIRST in caption for caption in sources)


def test_downloads_name_the_snapshot(kept: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CSV has no room for a note: its file's name says it."""
    offered: list[str] = []
    monkeypatch.setattr(st, "download_button", lambda *_, file_name, **__: offered.append(file_name))
    opened(known=FIRST)
    assert offered
    assert [name for name in offered if f"快照 {FIRST}" not in name] == []


# not to be had --------------------------------------------------------------------------------

Harm = Callable[[Warehouse], object]


def remove(warehouse: Warehouse) -> None:
    warehouse.path(FIRST).unlink()


def garble(warehouse: Warehouse) -> None:
    warehouse.path(FIRST).write_bytes(b"no database" * 1000)


@pytest.mark.parametrize("harm", [remove, garble])
def test_what_cannot_be_read_falls_back_with_a_sentence(own: Warehouse, harm: Harm) -> None:
    harm(own)
    screen = start(known=FIRST)
    assert len(screen.warning) == 1
    assert FIRST in screen.warning[0].value
    assert figures(screen) == FIGURES[NOW]
    assert link(screen) == {}
    assert list(runs(screen.run()).warning) == []


def test_a_snapshot_cleaned_away_while_it_is_read_falls_back(own: Warehouse) -> None:
    screen = start(known=FIRST)
    remove(own)
    assert len(warned(runs(screen.run()))) == 1
    assert figures(screen) == FIGURES[NOW]


def test_facts_of_another_program_are_not_shown(own: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reform.models.built.fingerprint", lambda: "of a later version")
    screen = start(known=FIRST)
    assert len(warned(screen)) == 1
    assert "版本" in warned(screen)[0]
    assert figures(screen) == FIGURES[NOW]


@pytest.mark.parametrize("snapshot", ["000099", "1", "../../etc/passwd", "x" * 5000, "\x00", ""])
def test_an_unknown_snapshot_in_a_link_falls_back(kept: Warehouse, snapshot: str) -> None:
    screen = start(known=snapshot)
    assert len(screen.warning) == 1
    assert figures(screen) == FIGURES[NOW]
    assert link(screen) == {}


def test_the_current_one_in_a_link_is_no_past(kept: Warehouse) -> None:
    screen = start(known=NOW)
    assert (list(screen.warning), bars(screen), link(screen)) == ([], [], {})


def test_one_snapshot_leaves_nothing_to_choose(own: Warehouse) -> None:
    for snapshot in (FIRST, "000002"):
        own.path(snapshot).unlink()
    assert "f_known" not in [box.key for box in start().selectbox]


# the data page --------------------------------------------------------------------------------


def test_undo_acts_on_the_current_one_and_says_so(own: Warehouse) -> None:
    screen = start("data/files", known=FIRST)
    assert [NOW in info.value for info in screen.info] == [True]
    runs(screen.button(key="undo").click().run())
    assert own.current() == "000002"
    assert len(bars(screen)) == 1
    undone_one = start(known=NOW)
    assert figures(undone_one) == FIGURES[NOW]
    runs(screen.button(key="undo").click().run())
    assert own.current() == FIRST
    assert (bars(screen), link(screen)) == ([], {})


# many readers ---------------------------------------------------------------------------------


def test_a_reader_keeps_its_snapshot_while_others_look_elsewhere(own: Warehouse) -> None:
    """Few snapshots are open at once; the one that leaves the cache is closed by its last reader."""
    shown = county(own)
    mine = query_cache.connection(str(own.folder), shown.stamp)
    for number in range(4, 10):
        shutil.copyfile(own.path(FIRST), own.path(f"{number:06d}"))
        manifest = (own.snapshots / f"{FIRST}.json").read_text(encoding="utf-8")
        (own.snapshots / f"{number:06d}.json").write_text(manifest.replace(FIRST, f"{number:06d}"), "utf-8")
        other: duckdb.DuckDBPyConnection = query_cache.connection(str(own.folder), f"{number:06d}@0")
        assert other is not mine
    with mine.cursor() as cursor:
        assert cursor.table("raw.cases").count("*").fetchall() == [(5,)]
