"""Every page says when something else than the last publication is shown, and none breaks over it."""

import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.metrics import query
from reform.storage import Warehouse, event_log
from tests.soak import some
from tests.ui.context.test_snapshot_picker import FIGURES, FIRST, MEETING, NOW, built
from tests.ui.screen import PAGES, figures, runs, spoken, start
from tests.ui.tongues import foreign, listed

BEFORE = "000002"  # has the ratings, and not yet the later case
KNOWN = {
    "later.csv",
    "cases.csv",
    "python -m reform rebuild",
    "python -m reform restore backup.zip --replace",
}

__all__ = ["built"]


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """Three snapshots to spoil."""
    folder = tmp_path / "own"
    shutil.copytree(built, folder)
    monkeypatch.setenv("REFORM_WAREHOUSE", str(folder))
    return Warehouse(folder)


def damage(warehouse: Warehouse, *snapshots: str) -> None:
    for snapshot in snapshots:
        warehouse.path(snapshot).write_bytes(b"no database" * 1000)


def plain(text: str) -> str:
    return text.replace("\\", "")


def warned(screen: AppTest) -> list[str]:
    return [plain(warning.value) for warning in screen.warning]


# an earlier one is shown ----------------------------------------------------------------------


@pytest.mark.parametrize("name", some(PAGES, 3))
def test_every_page_says_that_an_earlier_snapshot_is_shown(own: Warehouse, name: str) -> None:
    damage(own, NOW)
    screen = start(name)
    said = [text for text in warned(screen) if NOW in text and BEFORE in text]
    assert len(said) == 1
    assert "later.csv" in said[0]
    assert screen.title[0].value
    assert any(BEFORE in caption.value for caption in screen.caption)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_lost_pointer_is_said_and_the_figures_stay(own: Warehouse, language: str) -> None:
    (own.folder / "CURRENT").unlink()
    screen = start(lang=language)
    assert figures(screen) == FIGURES[NOW]
    assert [text for text in warned(screen) if "CURRENT" in text]
    assert listed(foreign(spoken(screen), language, {"CURRENT", "本县", MEETING, *_texts()})) == ""


def _texts() -> set[str]:
    from tests.ui.small import CASES, ITEMS

    return {str(cell) for row in [*ITEMS, *CASES] for cell in row}


def test_nothing_is_said_while_all_is_well(own: Warehouse) -> None:
    assert warned(start("data/files")) == []


def test_the_data_page_builds_it_again(own: Warehouse) -> None:
    damage(own, NOW)
    assert "repair" not in {button.key for button in start().button}
    screen = start("data/files")
    runs(screen.button(key="repair").click().run())
    assert warned(screen) == []
    assert len(screen.success) == 1
    assert figures(start()) == FIGURES[NOW]
    assert event_log.events(own.folder)[0]["event"] == "rebuild"
    assert event_log.events(own.folder)[0]["via"] == "page"


# nothing is left ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_no_intact_snapshot_is_a_designed_state_on_every_page(own: Warehouse, name: str) -> None:
    damage(own, FIRST, BEFORE, NOW)
    screen = start(name)
    said = "\n".join(plain(one.text) for one in spoken(screen))
    assert NOW in said
    assert "示例" not in said
    assert figures(screen) == []
    assert len(screen.title) == 1


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_is_built_again_from_there(own: Warehouse, language: str) -> None:
    damage(own, FIRST, BEFORE, NOW)
    screen = start(lang=language)
    assert listed(foreign(spoken(screen), language, KNOWN)) == ""
    runs(screen.button(key="repair").click().run())
    assert figures(screen) == FIGURES[NOW]
    assert len(screen.success) == 1
    assert list(runs(screen.run()).success) == []


def test_why_it_cannot_be_built_is_said(own: Warehouse) -> None:
    damage(own, FIRST, BEFORE, NOW)
    for path in own.imports.glob("*.parquet"):
        path.unlink()
    screen = start()
    runs(screen.button(key="repair").click().run())
    assert "imports/" in screen.error[0].value
    assert len(screen.title) == 1


# another version of the program ---------------------------------------------------------------


def test_another_programs_facts_are_computed_anew_and_said_once(
    own: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reform.models.built.fingerprint", lambda: "of a later version")
    screen = start()
    assert own.current() == "000004"
    assert figures(screen) == FIGURES[NOW]
    assert [NOW in info.value and "000004" in info.value for info in screen.info] == [True]
    assert list(runs(screen.run()).info) == []
    assert list(start().info) == []


def test_what_cannot_be_computed_anew_is_shown_as_it_is(
    own: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reform.models.built.fingerprint", lambda: "of a full disk")
    monkeypatch.setattr("reform.pipeline.rebuild.bring_up_to_date", full)
    screen = start()
    assert figures(screen) == FIGURES[NOW]
    assert ["No space left" in text for text in warned(screen)] == [True]


def test_a_page_that_cannot_ask_them_says_so(own: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    def asked(*_given: object, **_named: object) -> None:
        raise duckdb.BinderException("no such column")

    monkeypatch.setattr("reform.models.built.fingerprint", lambda: "of another full disk")
    monkeypatch.setattr("reform.pipeline.rebuild.bring_up_to_date", full)
    monkeypatch.setattr(query, "ask", asked)
    screen = runs(start("progress/overview"))
    assert len(screen.title) >= 1
    assert "repair" in {button.key for button in screen.button}
