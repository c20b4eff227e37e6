"""What each role may do on the pages; a button kept from before a change of role does nothing."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from reform.common import sessions, settings
from reform.common.permissions import Role, User
from reform.storage import Warehouse
from reform.storage.journal import Journal
from reform.ui.context import user
from tests.ui.screen import nodes, runs, start
from tests.ui.small import DEPARTMENT, OTHER
from tests.ui.test_decisions import decision_typed

READER = User("reader", Role.READER)
UNIT = User("unit", Role.UNIT, frozenset({OTHER}))
CLERK = User("clerk", Role.CLERK)
LEAD = User("lead", Role.LEAD)


@dataclass
class Signed:
    """The sessions of a server at which one user has signed in."""

    shown: User | None

    def user(self, _key: str | None) -> User | None:
        return self.shown

    def add_file(self, _key: str | None, _file: bytes) -> None:
        pass


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> Signed:
    held = Signed(None)
    monkeypatch.setattr(sessions.SERVER, "sessions", held)
    return held


def keys(screen: AppTest) -> set[str]:
    """The keys of everything that can be pressed or filled in."""
    elements = [*screen.button, *screen.selectbox, *screen.text_input, *screen.get("file_uploader")]
    return {element.key for element in elements if element.key}


@pytest.mark.parametrize(
    ("user", "shown"),
    [(READER, set()), (UNIT, set()), (CLERK, {"name"}), (LEAD, {"name", "undo", "take_back"})],
    ids=lambda value: value.name if isinstance(value, User) else "",
)
def test_files_show_what_the_role_may_do(own: Warehouse, signed: Signed, user: User, shown: set[str]) -> None:
    signed.shown = user
    screen = runs(start("data/files", lang="en"))
    heads = {head.value for head in screen.subheader}
    assert keys(screen) & {"name", "undo", "take_back", "departments_save"} == shown
    assert ("Load files" in heads) is (user in (CLERK, LEAD))
    assert ("Record of operations" in heads) is (user is LEAD)
    assert ("History" in heads) is (user is not UNIT)
    assert "who" not in keys(screen)


@pytest.mark.parametrize(
    ("user", "units"),
    [(READER, None), (UNIT, [OTHER]), (CLERK, [DEPARTMENT, OTHER]), (LEAD, [DEPARTMENT, OTHER])],
    ids=lambda value: value.name if isinstance(value, User) else "",
)
def test_a_department_signs_off_its_own_list(
    own: Warehouse, signed: Signed, user: User, units: list[str] | None
) -> None:
    signed.shown = user
    screen = runs(start("weekly/check", lang="en"))
    if units is None:
        assert "check_unit" not in keys(screen)
        return
    offered = screen.selectbox(key="check_unit").options
    assert set(offered) >= {*units} if user is not UNIT else offered == [OTHER]
    screen.selectbox(key="check_unit").set_value(units[0])
    runs(screen.run())
    screen.button(key="check_tick").click()
    runs(screen.run())
    [entry] = Journal(own.folder).entries("tick")
    assert entry.author == user.name


@pytest.mark.parametrize(("user", "told_to_load"), [(READER, False), (CLERK, True)])
def test_only_who_may_load_is_told_to_load(
    own: Warehouse, signed: Signed, user: User, told_to_load: bool
) -> None:
    signed.shown = user
    screen = runs(start("weekly/disputes", lang="en"))
    captions = " ".join(caption.value for caption in screen.caption)
    assert ("load the disputes on the page Files" in captions) is told_to_load
    assert ("the bureau's office loads" in captions) is not told_to_load


@pytest.mark.parametrize(
    ("user", "may_decide"), [(READER, False), (UNIT, False), (CLERK, True), (LEAD, True)]
)
def test_who_enters_decisions(own: Warehouse, signed: Signed, user: User, may_decide: bool) -> None:
    signed.shown = user
    screen = runs(start("weekly/decisions", lang="en"))
    assert ("decided_text" in {area.key for area in screen.text_area}) is may_decide


def test_a_button_of_before_does_nothing(own: Warehouse, signed: Signed) -> None:
    """The role changes between the page and the press: the press is refused, and says so."""
    signed.shown = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions.SERVER, "sessions", None)
        screen = start("weekly/decisions", lang="en")
        decision_typed(screen)
    signed.shown = READER
    screen.button(key="decided_go").click()
    screen.run()
    assert list(Journal(own.folder).entries("decision")) == []


def test_without_a_session_there_is_no_page(own: Warehouse, signed: Signed) -> None:
    screen = runs(start("progress/overview", lang="en"))
    assert [title.value for title in screen.title] == ["You are not signed in"]
    assert not screen.metric
    assert not screen.dataframe


def test_the_link_survives_signing_in_again(own: Warehouse, signed: Signed) -> None:
    screen = runs(start("progress/overview", lang="en", department=[DEPARTMENT, OTHER]))
    (link,) = [
        node.proto.body for node in nodes(screen) if node.type == "html" and "/sign-in" in node.proto.body
    ]
    target = unquote(unquote(link))
    assert target.count("department=") == 2 and DEPARTMENT in target and OTHER in target


@pytest.mark.parametrize("content", ['[sign_in]\nmethod = "local"', "[targets\n[sign_in]"])
def test_a_server_that_cannot_ask_shows_nothing(
    own: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """As with ``streamlit run``: signing in is asked for, or may be, and there are no sessions."""
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(user, "sign_in_settings", lambda: settings.sign_in_settings(file))
    screen = runs(start("progress/overview", lang="en"))
    assert [title.value for title in screen.title] == ["You are not signed in"]
    assert "reform serve" in screen.error[0].value
