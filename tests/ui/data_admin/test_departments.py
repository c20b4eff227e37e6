"""The departments' names on the data page: the queue, the county's table, taking back, undoing."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.county import County
from reform.pipeline.load import load
from reform.storage import Warehouse, event_log
from tests.ingest.files import Rows, text
from tests.ui.conftest import TODAY
from tests.ui.screen import runs, spoken, start
from tests.ui.small import CASES, DEPARTMENT, sources
from tests.ui.tongues import foreign, listed

STRANGE = "县市场监管办"
MORE: Rows = [
    CASES[0],
    ["B1", "0001", STRANGE, "2026-04-13", "2026-04-15"],
    ["B2", "", "县粮油站", "2026-04-13", ""],
]
QUEUE = "departments_save"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small county with two cases whose departments nobody knows, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    more = [row if row[0] != "B2" else ["B2", "0003", *row[2:]] for row in MORE]
    files = [*sources(), Source("more.csv", text(more))]
    assert load(Warehouse(folder), files, Options(), today=date.fromisoformat(TODAY)).snapshot
    return folder


@pytest.fixture
def warehouse(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    shutil.copytree(loaded, tmp_path / "warehouse")
    monkeypatch.setenv("REFORM_WAREHOUSE", str(tmp_path / "warehouse"))
    return Warehouse(tmp_path / "warehouse")


def departments(warehouse: Warehouse) -> dict[str, str]:
    with warehouse.open() as connection:
        return dict(connection.execute("select case_no, department from case_rows").fetchall())


def queue(screen: AppTest) -> dict[str, list[str]]:
    """The names that wait, each with its options."""
    boxes = [box for box in screen.selectbox if str(box.key).startswith("department_")]
    return {str(box.key).rpartition("_")[2]: box.options for box in boxes}


def choose(screen: AppTest, name: str, option: str) -> None:
    (box,) = [box for box in screen.selectbox if str(box.key).endswith(f"_{name}")]
    box.select(option)


def press(screen: AppTest, key: str) -> AppTest:
    (button,) = [button for button in screen.button if button.key == key]
    return runs(button.click().run())


def test_the_sample_is_only_looked_at(sample: County) -> None:
    screen = start("data/files")
    assert queue(screen) == {}
    assert not [button for button in screen.button if str(button.key).startswith("departments_")]


def test_a_county_whose_names_are_known_has_no_queue(small: County) -> None:
    screen = start("data/files")
    assert queue(screen) == {}
    assert "departments_add_save" in {button.key for button in screen.button}


def test_a_name_is_mapped_once_and_undone(warehouse: Warehouse) -> None:
    screen = start("data/files")
    assert set(queue(screen)) == {STRANGE, "县粮油站"}
    assert queue(screen)[STRANGE][0] == DEPARTMENT  # advice first
    assert departments(warehouse)["B1"] == STRANGE  # and not taken unasked

    choose(screen, STRANGE, DEPARTMENT)
    screen = press(screen, QUEUE)
    assert len(screen.success) == 1
    assert departments(warehouse)["B1"] == DEPARTMENT
    assert set(queue(screen)) == {"县粮油站"}
    assert "部门对照.csv" in "\n".join(said.text for said in spoken(screen))

    choose(screen, "县粮油站", "县粮油站")
    screen = press(screen, QUEUE)
    assert queue(screen) == {}
    assert departments(warehouse)["B2"] == "县粮油站"

    screen = press(screen, "undo")
    assert set(queue(screen)) == {"县粮油站"}


def test_nothing_chosen_changes_nothing(warehouse: Warehouse) -> None:
    before = warehouse.current()
    press(start("data/files"), QUEUE)
    assert warehouse.current() == before


def test_a_row_is_added_and_taken_back(warehouse: Warehouse) -> None:
    screen = start("data/files")
    screen.text_input(key="departments_alias").input(STRANGE)
    screen.selectbox(key="departments_standard").select(DEPARTMENT)
    screen.date_input(key="departments_from").set_value(date(2026, 4, 1))
    screen = press(screen, "departments_add_save")
    assert departments(warehouse)["B1"] == DEPARTMENT

    screen = press(screen, "departments_withdraw_save")
    assert departments(warehouse)["B1"] == STRANGE
    assert STRANGE in queue(screen)


@pytest.mark.parametrize(
    ("alias", "days"),
    [("", (None, None)), (STRANGE, (date(2026, 4, 2), date(2026, 4, 1)))],
    ids=["name", "days"],
)
def test_a_wrong_row_is_refused_in_a_sentence(
    warehouse: Warehouse, alias: str, days: tuple[date | None, date | None]
) -> None:
    before = warehouse.current()
    screen = start("data/files")
    screen.text_input(key="departments_alias").input(alias)
    screen.selectbox(key="departments_standard").select(DEPARTMENT)
    for key, day in zip(("departments_from", "departments_until"), days, strict=True):
        if day:
            screen.date_input(key=key).set_value(day)
    screen = press(screen, "departments_add_save")
    assert len(screen.error) == 1
    assert warehouse.current() == before


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_block_speaks_one_language(
    warehouse: Warehouse, language: str, data_values: frozenset[str]
) -> None:
    screen = start("data/files", lang=language)
    choose(screen, STRANGE, DEPARTMENT)
    screen = press(screen, QUEUE)
    said = [each for each in spoken(screen) if "部门对照.csv" not in each.text]
    values = (
        data_values
        | {"本县", "事项清单", "划转阶段记录", event_log.person()}
        | {
            STRANGE,
            "县粮油站",
            "more.csv",
            "items.xlsx",
            "stages.xlsx",
            "cases.csv",
            "ratings.csv",
        }
    )
    assert listed(foreign(said, language, values | set(queue(screen)["县粮油站"]))) == ""
