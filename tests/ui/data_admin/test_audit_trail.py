"""Who did what when, on the page: from snapshots, logs and journal, newest first, in one language."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from reform.common import i18n
from reform.common.actor import Actor, on_page
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.monitoring import audit_trail
from reform.pipeline import operations
from reform.pipeline.load import load
from reform.pipeline.load_report import LoadReport
from reform.reports.spreadsheets import csv_bytes
from reform.storage import Warehouse, event_log
from reform.storage.journal import Journal
from tests.ingest.files import CASES, ITEMS, text
from tests.timeouts import TIMEOUT
from tests.ui.conftest import TODAY
from tests.ui.screen import runs, spoken
from tests.ui.tongues import foreign, listed

NOW = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)  # after the load, whenever the test runs
LOCAL = NOW.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def page(lang: str) -> None:
    from datetime import date

    from reform.common import i18n
    from reform.common.settings import STANDARD
    from reform.metrics.query import Scope
    from reform.ui.context import view
    from reform.ui.data_admin import audit_trail

    i18n.speak(lang)
    scope = Scope(date(2026, 11, 23))
    view.show(view.View(view.look(), scope, scope, STANDARD))
    audit_trail.show()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadReport]:
    """Two files, loaded once for all tests."""
    folder = tmp_path_factory.mktemp("audit") / "warehouse"
    files = [Source("事项.csv", text(ITEMS)), Source("办件.csv", text(CASES))]
    return folder, load(Warehouse(folder), files, Options(), today=date.fromisoformat(TODAY))


@pytest.fixture
def warehouse(loaded: tuple[Path, LoadReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """Loaded once, undone once, one file refused, a table exported, and three things typed."""
    monkeypatch.setattr("getpass.getuser", lambda: "clerk")
    folder = shutil.copytree(loaded[0], tmp_path / "warehouse")
    told = operations.log_load(folder, loaded[1], on_page("李主任"))
    event_log.event(folder, "load", on_page("李主任"), now=NOW, **told)
    account: dict[str, Any] = {"read": 1, "rejected": 1} | dict.fromkeys(
        ("accepted_new", "accepted_correction", "unchanged", "skipped"), 0
    )
    event_log.event(folder, "file", now=NOW, file="坏.csv", dataset="cases", outcome="refused", **account)
    event_log.event(folder, "undo", now=NOW, snapshot="000001")
    event_log.event(folder, "export", now=NOW, file="事项.xlsx", what="items", rows=2, via="page")
    event_log.event(folder, "load_failed", now=NOW, error="OSError")
    journal = Journal(folder)
    journal.write(
        "decision", "0001", {"text": "=下月划转", "settled": True, "due_on": None}, Actor("张三"), NOW
    )
    journal.write("tick", "2026-W47", {"settled": False}, Actor("张三"), NOW)
    journal.withdraw(journal.entries("tick")[0], Actor("李四"), NOW)
    monkeypatch.setenv("REFORM_WAREHOUSE", str(folder))
    return Warehouse(folder)


def shown(lang: str = "zh") -> AppTest:
    i18n.speak(lang)  # AppTest formats options in our context
    return runs(AppTest.from_function(page, default_timeout=TIMEOUT, args=(lang,)).run())


def rows(screen: AppTest) -> list[list[str]]:
    (frame,) = screen.dataframe
    return [list(row) for row in frame.value.itertuples(index=False)]


def test_everything_that_happened_is_there_newest_first(warehouse: Warehouse) -> None:
    screen = shown()
    found = rows(screen)
    for expected in [
        [LOCAL, "clerk", "被拒绝", "坏.csv", "办件明细 · 读入 1 = 新增 0 + 更正 0 + 未变 0 + 拒绝 1"],
        [LOCAL, "clerk", "已撤销", "快照 000001", "当前：没有数据。"],
        [LOCAL, "clerk（页面上）", "已导出", "事项.xlsx", "2 行"],
        [LOCAL, "clerk", "失败", "", "OSError"],
        [LOCAL, "张三", "填写", "决定：0001", "=下月划转 · ✓"],
        [LOCAL, "张三", "填写", "每周核对：2026-W47", "✗"],
        [LOCAL, "李四", "填写", "每周核对：2026-W47", "已收回"],
    ]:
        assert [row for row in found if row[:4] == expected[:4] and row[4].startswith(expected[4])], expected
    loaded = {row[3]: (row[1], row[4]) for row in found if row[2] == "已导入"}
    assert set(loaded) == {"事项.csv", "办件.csv"}  # once each, though the log tells of them too
    assert {who for who, _ in loaded.values()} == {"李主任（页面上）"}
    assert loaded["办件.csv"][1].startswith("办件明细 · 读入 3 = 新增 3")
    assert [row[0] for row in found] == sorted((row[0] for row in found), reverse=True)
    downloads = {button.proto.label for button in screen.get("download_button")}
    assert {"CSV", "Excel"} < downloads


def test_the_list_is_narrowed_to_the_kinds_chosen(warehouse: Warehouse) -> None:
    screen = shown()
    (pills,) = screen.get("button_group")
    assert isinstance(pills, ButtonGroup)
    pills.set_value(["typed", "undone"])
    found = rows(runs(screen.run()))
    assert {row[2] for row in found} == {"填写", "已撤销"}
    assert len(found) == 4


def test_a_journal_that_cannot_be_read_hides_nothing_else(warehouse: Warehouse) -> None:
    Journal(warehouse.folder).path.write_bytes(b"x" * 5000)
    screen = shown()
    assert len(screen.error) == 1
    assert {row[2] for row in rows(screen)} >= {"已导入", "已撤销"}
    assert "填写" not in {row[2] for row in rows(screen)}


def test_without_logs_the_snapshots_still_tell(warehouse: Warehouse) -> None:
    for path in (warehouse.folder / "logs").iterdir():
        path.unlink()
    found = [
        (one.who, one.subject) for one in audit_trail.trail(warehouse).happenings if one.kind == "loaded"
    ]
    assert sorted(found) == [("—", "事项.csv"), ("—", "办件.csv")]


def test_taking_back_and_rebuilding_stand_once_and_say_who(warehouse: Warehouse) -> None:
    """Their snapshots say what was done, the log by whom."""
    for did, event in (("took_back", "take_back"), ("rebuilt", "rebuild"), ("upgraded", "rebuild")):
        with warehouse.build() as draft:
            draft.did, draft.subject = did, "办件.csv"
        event_log.event(warehouse.folder, event, snapshot=draft.id, who=did)
    found = [
        (one.kind, one.who) for one in audit_trail.trail(warehouse).happenings if one.subject == "办件.csv"
    ]
    assert sorted(set(found)) == [
        ("loaded", "李主任（页面上）"),
        ("rebuilt", "rebuilt"),
        ("rebuilt", "upgraded"),
        ("undone", "took_back"),
    ]
    assert len(found) == 4


def test_nothing_happened_is_said(tmp_path: Path) -> None:
    screen = shown()
    assert not screen.dataframe
    assert len(screen.caption) == 1


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_view_speaks_one_language(warehouse: Warehouse, lang: str) -> None:
    quoted = {"张三", "李四", "李主任", "坏.csv", "事项.csv", "办件.csv", "事项.xlsx", "下月划转"}
    program = {"clerk", "OSError", "2026-W47"}
    assert listed(foreign(spoken(shown(lang)), lang, quoted | program)) == ""


def test_the_journal_is_exported_word_for_word(warehouse: Warehouse) -> None:
    table = csv_bytes(audit_trail.typed(Journal(warehouse.folder).entries())).decode("utf-8-sig")
    lines = table.splitlines()
    assert len(lines) == 4
    assert '""text"": ""=下月划转""' in lines[1]
    assert lines[3].endswith(",{},2")


def test_every_event_stands_under_a_kind_that_has_a_name() -> None:
    assert {kind for kind in audit_trail.EVENTS.values() if kind is not None} <= set(audit_trail.KINDS)
    assert set(audit_trail._DID.values()) <= set(audit_trail.KINDS)
