"""What a page says when the disk takes no more: one sentence each, and nothing half written."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from reform.storage import Warehouse
from tests.ingest.files import text
from tests.pipeline.test_crash import files_no_larger_than
from tests.pipeline.test_full_disk import REASONS, kept
from tests.ui.screen import runs, start
from tests.ui.small import CASES, DEPARTMENT, OTHER
from tests.ui.test_decisions import decision_typed


def file_checked(screen: AppTest) -> None:
    later = [CASES[0], ["B1", "0001", DEPARTMENT, "2026-05-11", "2026-05-12"]]
    screen.file_uploader[0].upload("later.csv", text(later), "text/csv")
    runs(screen.run())


def import_chosen(screen: AppTest) -> None:
    (imports,) = [box for box in screen.selectbox if str(box.key).startswith("take_back_of")]
    runs(imports.set_value(3).run())


def snapshot_named(screen: AppTest) -> None:
    (label,) = [field for field in screen.text_input if str(field.key).startswith("name_for_")]
    label.set_value("第5次会议")


def department_typed(screen: AppTest) -> None:
    screen.text_input(key="departments_alias").input("县市场监管办")
    screen.selectbox(key="departments_standard").select(DEPARTMENT)


def meeting_named(screen: AppTest) -> None:
    screen.text_input(key="freeze_name").set_value("第5次会议")


def checker_typed(screen: AppTest) -> None:
    screen.text_input(key="check_who").set_value("李主任")


def note_typed(screen: AppTest) -> None:
    screen.date_input(key="noted_day").set_value(date(2026, 4, 15))
    screen.text_input(key="noted_text").set_value("系统切换")
    screen.text_input(key="noted_who").set_value("李主任")


def nothing_typed(_screen: AppTest) -> None:
    pass


WRITES: dict[str, tuple[str, Callable[[AppTest], None]]] = {
    "load": ("data/files", file_checked),
    "undo": ("data/files", nothing_typed),
    "take_back": ("data/files", import_chosen),
    "name": ("data/files", snapshot_named),
    "departments_add_save": ("data/files", department_typed),
    "decided_go": ("weekly/decisions", decision_typed),
    "freeze_go": ("weekly/decisions", meeting_named),
    "check_tick": ("weekly/check", checker_typed),
    "noted_go": ("weekly/check", note_typed),
}


@pytest.mark.parametrize("size", [0, 20_000])
@pytest.mark.parametrize("button", WRITES)
def test_what_the_disk_does_not_take_is_a_sentence(own: Warehouse, button: str, size: int) -> None:
    page, type_in = WRITES[button]
    query = {"department": OTHER, "as_of": "2026-06-30"} if page == "weekly/check" else {}
    screen = start(page, lang="en", **query)
    type_in(screen)
    before = kept(own.folder)
    with files_no_larger_than(size):
        runs(screen.button(key=button).click().run())
    problems = [error.value for error in screen.error]
    if size and screen.success:  # this one fits
        assert problems == []
        return
    (sentence,) = problems
    assert any(reason in sentence for reason in REASONS) or "IOException" in sentence, sentence
    assert kept(own.folder) == before
    assert list(own.folder.rglob("*.tmp")) == []
