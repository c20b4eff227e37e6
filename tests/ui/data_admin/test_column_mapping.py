"""The mapping step on a page of its own: choose columns, see samples, save, and never meet a person."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reform.schema import profiles
from tests.timeouts import TIMEOUT
from tests.ui.screen import runs, spoken

SECRETS = ("欧阳凌霄", "13912345678")


def script() -> None:
    import streamlit as st

    from reform.common import i18n
    from reform.ingest.result import Options
    from reform.ui.data_admin import column_mapping
    from tests.ingest.heads import table

    i18n.speak(st.session_state.get("lang", "zh"))
    rows = [
        ["办件编码", "业务名称", "开始受理时间", "申请人", "备注13912345678"],
        ["A1", "换证*", "2026-01-05", "欧阳凌霄", "甲"],
        ["A2", "电话13912345678", "2026-01-06", "欧阳凌霄", "乙"],
    ]
    made = column_mapping.show(table(*rows, sheet="1月"), st.session_state.get("dataset"), Options())
    st.text(f"made: {made.title}" if made else "nothing made")


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFORM_WAREHOUSE", str(tmp_path / "county"))
    return tmp_path / "county"


def opened(**state: str) -> AppTest:
    screen = AppTest.from_function(script, default_timeout=TIMEOUT)
    for name, said in state.items():
        screen.session_state[name] = said
    return runs(screen.run())


def words(screen: AppTest) -> str:
    return "\n".join(said.text for said in spoken(screen))


def column(screen: AppTest, name: str):  # type: ignore[no-untyped-def]
    return next(box for box in screen.selectbox if box.key and box.key.endswith(f"_{name}"))


def save(screen: AppTest, title: str) -> AppTest:
    screen.text_input[0].set_value(title)
    return runs(screen.button[0].click().run())


def test_the_operator_maps_saves_and_the_profile_is_there(warehouse: Path) -> None:
    screen = opened()
    assert column(screen, "dataset").value == "cases"
    assert column(screen, "case_no").value == -1
    assert column(screen, "case_no").options[1] == "办件编码"
    assert "申请人" not in column(screen, "case_no").options
    for name, place in (("case_no", 0), ("item_name", 1), ("accepted_at", 2)):
        column(screen, name).set_value(place)
    runs(screen.run())
    assert "2026-01-05 · 2026-01-06" in words(screen)
    assert "nothing made" in words(screen)
    assert not warehouse.exists()

    assert "made: 某系统" in words(save(screen, "某系统"))
    (kept,) = profiles.saved(warehouse)
    assert kept.columns == {"办件编码": "case_no", "业务名称": "item_name", "开始受理时间": "accepted_at"}
    (file,) = (path for path in warehouse.rglob("*") if path.is_file())
    written = file.read_text(encoding="utf-8")
    assert not any(secret in written for secret in (*SECRETS, "A1", "换证", "2026"))


def test_what_is_missing_is_said_and_nothing_saved(warehouse: Path) -> None:
    screen = save(opened(), "")
    assert len(screen.warning) == 2
    assert "nothing made" in words(screen)
    assert not warehouse.exists()


def test_nobody_in_the_file_is_shown(warehouse: Path) -> None:
    screen = opened()
    for name in ("case_no", "item_name", "accepted_at"):
        for place in column(screen, name).proto.options:
            assert place not in SECRETS
    column(screen, "item_name").set_value(1)
    said = words(runs(screen.run()))
    assert "换证" in said
    assert not any(secret in said for secret in SECRETS)


def test_another_dataset_asks_for_its_own_columns(warehouse: Path) -> None:
    screen = opened(dataset="stages")
    assert column(screen, "dataset").value == "stages"
    assert column(screen, "stage").value == -1
    column(screen, "dataset").set_value("items")
    runs(screen.run())
    assert column(screen, "statutory_days").value == -1


def test_a_folder_that_cannot_be_written_is_one_sentence(warehouse: Path) -> None:
    warehouse.parent.joinpath("county").write_text("a file where a folder should be")
    screen = opened()
    for name, place in (("case_no", 0), ("item_name", 1), ("accepted_at", 2)):
        column(screen, name).set_value(place)
    screen = save(screen, "某系统")
    assert len(screen.error) == 1
    assert "nothing made" in words(screen)
