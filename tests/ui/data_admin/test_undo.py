"""Taking any import back, naming a snapshot, and who did it, as a reader does them."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.monitoring import audit_trail
from reform.storage import Warehouse, import_records
from tests.ui.context.test_snapshot_picker import FIGURES, FIRST, LATER, MEETING, NOW, built
from tests.ui.screen import figures, runs, spoken, start
from tests.ui.small import CASES, ITEMS
from tests.ui.tongues import foreign, listed

FILES = "data/files"

__all__ = ["built"]


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    folder = tmp_path / "own"
    shutil.copytree(built, folder)
    monkeypatch.setenv("REFORM_WAREHOUSE", str(folder))
    return Warehouse(folder)


def in_use(warehouse: Warehouse) -> list[str]:
    return [row["file"] for row in import_records.listing(warehouse) if row["state"] == "in_use"]


def done(warehouse: Warehouse, kind: str) -> list[tuple[str, str]]:
    return [(one.who, one.subject) for one in audit_trail.trail(warehouse).happenings if one.kind == kind]


def keys(screen: AppTest) -> set[str]:
    return {button.key for button in screen.button if button.key}


# one import -----------------------------------------------------------------------------------


def test_any_import_is_taken_back_and_the_others_stay(own: Warehouse) -> None:
    screen = start(FILES)
    choice = screen.selectbox(key=f"take_back_of_{NOW}")
    assert choice.value is None
    assert screen.button(key="take_back").disabled
    assert [option.split(" · ")[:2] for option in choice.options] == [
        ["5", "later.csv"],
        ["4", "ratings.csv"],
        ["3", "cases.csv"],
        ["2", "stages.xlsx [划转阶段记录]"],
        ["1", "items.xlsx [事项清单]"],
    ]
    screen.text_input(key="who").set_value("李主任")
    runs(choice.set_value(4).run())
    runs(screen.button(key="take_back").click().run())
    assert in_use(own) == ["items.xlsx", "stages.xlsx", "cases.csv", "later.csv"]
    assert figures(start())[:2] == FIGURES[NOW][:2]
    assert figures(start())[2] == "—"
    assert len(screen.success) == 1
    assert len(screen.selectbox(key="take_back_of_000004").options) == 4
    assert ("李主任（页面上）", "4 · ratings.csv") in done(own, "undone")
    assert any(
        "4 · ratings.csv" in str(cell) for frame in screen.dataframe for cell in frame.value.to_numpy().flat
    )


def test_taking_back_is_undone_like_a_load(own: Warehouse) -> None:
    screen = start(FILES)
    runs(screen.selectbox(key=f"take_back_of_{NOW}").set_value(4).run())
    runs(screen.button(key="take_back").click().run())
    runs(screen.button(key="undo").click().run())
    assert own.current() == NOW
    assert figures(start()) == FIGURES[NOW]


def test_what_somebody_published_meanwhile_stays(own: Warehouse) -> None:
    screen = start(FILES)
    runs(screen.selectbox(key=f"take_back_of_{NOW}").set_value(4).run())
    with own.build() as draft:
        draft.did, draft.subject = "rebuilt", NOW
    runs(screen.button(key="take_back").click().run())
    assert own.current() == "000004"
    assert len(in_use(own)) == 5


# names ----------------------------------------------------------------------------------------


def test_a_snapshot_is_named_and_its_name_taken_away(own: Warehouse) -> None:
    screen = start(FILES)
    screen.text_input(key="who").set_value("办公室")
    screen.text_input(key=f"name_for_{NOW}_").set_value(" 第6次领导小组会议 ")
    runs(screen.button(key="name").click().run())
    assert own.names() == {FIRST: MEETING, NOW: "第6次领导小组会议"}
    assert len(screen.success) == 1
    assert ("办公室（页面上）", f"快照 {NOW}") in done(own, "named")

    runs(screen.selectbox(key="name_of").set_value(FIRST).run())
    runs(screen.button(key="unname").click().run())
    assert own.names() == {NOW: "第6次领导小组会议"}


@pytest.mark.parametrize("label", ["", "  ", MEETING])
def test_a_name_that_cannot_be_given_is_refused_in_words(own: Warehouse, label: str) -> None:
    screen = start(FILES)
    screen.text_input(key=f"name_for_{NOW}_").set_value(label)
    runs(screen.button(key="name").click().run())
    assert own.names() == {FIRST: MEETING}
    assert len(screen.error) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", f"没有快照 {FIRST}；历史列出现有的快照。"),
        ("en", f"There is no snapshot {FIRST}; the history lists those that are there."),
    ],
)
def test_a_snapshot_that_is_gone_gets_no_name_and_no_command_is_shown(
    own: Warehouse, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    screen = start(FILES, lang=language)
    runs(screen.selectbox(key="name_of").set_value(FIRST).run())
    rest = [known for known in own.history() if known.id != FIRST]
    monkeypatch.setattr(Warehouse, "history", lambda _self: rest)
    runs(screen.button(key="unname").click().run())
    assert [error.value for error in screen.error] == [said]


def test_what_is_kept_is_said_in_one_line(own: Warehouse) -> None:
    said = [caption.value for caption in start(FILES).caption if "520" in caption.value]
    assert len(said) == 1


# who ------------------------------------------------------------------------------------------


def test_who_is_remembered_from_page_to_page(own: Warehouse) -> None:
    screen = start(FILES)
    runs(screen.text_input(key="who").set_value("王科长").run())
    runs(screen.switch_page("pages/progress/overview.py").run())
    runs(screen.switch_page("pages/data/files.py").run())
    assert screen.text_input(key="who").value == "王科长"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_speaks_one_language(own: Warehouse, language: str) -> None:
    values = {str(cell) for row in [*ITEMS, *CASES, *LATER] for cell in row} | {"本县", MEETING}
    values |= {"items.xlsx [事项清单]", "stages.xlsx [划转阶段记录]", "later.csv", "cases.csv", "ratings.csv"}
    screen = start(FILES, lang=language)
    values |= set(screen.selectbox(key="departments_standard").options)
    assert listed(foreign(spoken(screen), language, values)) == ""
