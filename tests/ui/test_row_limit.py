"""A department's user walks every page of a county: no name and no number there is another department's."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest

from reform.common import sessions
from reform.common.actor import Actor
from reform.common.permissions import Role, User
from reform.metrics import query
from reform.metrics.query import Scope
from reform.models import build
from reform.monitoring import decisions, signoffs
from reform.reports.meeting_pack import files
from reform.reports.meeting_pack.context import Material
from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.metrics import few
from tests.reports.office_files import texts
from tests.soak import some
from tests.ui.screen import PAGES, opened, spoken
from tests.ui.test_roles import Signed

DAY, NOW = date(2026, 10, 31), datetime(2026, 11, 20, tzinfo=UTC)
NAME = re.compile("«[^»]*»")
ROWS = [code for code, metric in query.indicators().items() if metric.rows]


class Reader(NamedTuple):
    """A department's user, and what is not for him: numbers of the items that others hold and their cases."""

    own: str
    items: list[str]
    cases: list[str]
    foreign: frozenset[str]
    foreign_item: str


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A county whose departments have names in « », with a decision and a tick typed for each."""
    warehouse = Warehouse(tmp_path_factory.mktemp("marked"))
    with warehouse.build(blank=build.blank) as draft:
        few.fill(draft.connection, few.of_marked_departments)
        draft.connection.execute("detach s")
    journal = Journal(warehouse.folder)
    with warehouse.open() as connection:
        names = [name for (name,) in connection.execute("select distinct department from items").fetchall()]
        week = signoffs.week_of(DAY, query.last_day(connection), DAY)
    for number, name in enumerate(names):
        by = Actor(f"{name}某某")
        decisions.enter(journal, "第九次", DAY, f"{number}", f"{name}办理", name, DAY, by, NOW)
        signoffs.sign_off(journal, week, name, f"{name}已核对", (), by, NOW)
    return warehouse


@pytest.fixture(scope="module")
def reader(marked: Warehouse) -> Reader:
    """A user of the department with most cases."""
    statement = """
        select items.department, array_agg(distinct item_code), array_agg(case_no)
        from items inner join subjects using (item_code) inner join cases using (subject_id)
        group by all order by count(*) desc
    """
    with marked.open() as connection:
        (own, items, cases), *others = connection.execute(statement).fetchall()
    foreign = frozenset(number for _name, *numbers in others for each in numbers for number in each)
    assert len(foreign) > 100
    return Reader(own, items, cases, foreign, others[0][1][0])


@pytest.fixture(autouse=True)
def signed_in(marked: Warehouse, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader at a server of this county."""
    monkeypatch.setenv("REFORM_WAREHOUSE", str(marked.folder))
    monkeypatch.setattr(sessions.SERVER, "sessions", Signed(User("某某", Role.UNIT, frozenset({reader.own}))))


def not_for(reader: Reader, said: Iterable[str]) -> set[str]:
    """Names and numbers of others in some texts."""
    found: set[str] = set()
    for text in said:
        found.update(name for name in NAME.findall(text) if name != reader.own)
        found.update(word for word in re.findall(r"[\w-]+", text) if word in reader.foreign)
    return found


@pytest.mark.parametrize("name", [page for page in PAGES if page != "data/health"])
def test_no_page_tells_of_others(reader: Reader, name: str) -> None:
    said = spoken(opened(name))
    assert [each for each in said if not_for(reader, [each.text])] == []
    assert any(reader.own in each.text for each in said), "his own rows, or at least whose rows these are"


@pytest.mark.parametrize("code", some(ROWS, 6))
def test_no_figure_leads_to_rows_of_others(reader: Reader, code: str) -> None:
    assert [each for each in spoken(opened("data/rows", of=code)) if not_for(reader, [each.text])] == []


def test_own_rows_are_shown(reader: Reader) -> None:
    said = {each.text for each in spoken(opened("data/rows", of="D03"))}
    assert said & {*reader.cases}
    (item, *_rest) = reader.items
    assert any(item in each.text for each in spoken(opened("progress/item", item=item)))


def test_a_link_to_what_belongs_to_others_leads_nowhere(reader: Reader, marked: Warehouse) -> None:
    with marked.open() as connection:
        names = {name for (name,) in connection.execute("select distinct department from items").fetchall()}
    other = min(names - {reader.own})
    links: list[tuple[str, dict[str, Any]]] = [
        ("progress/item", {"item": reader.foreign_item}),
        ("weekly/check", {"department": [other]}),
        ("weekly/disputes", {"department": [other, reader.own]}),
    ]
    for name, link in links:
        for each in spoken(opened(name, **link)):
            told = {word for word in not_for(reader, [each.text]) if word not in str(link)}
            assert told == set(), each
            assert not re.search(rf"\b{reader.foreign_item}\b", each.text) or each.where in (
                "warning",
                "alert",
            )


def test_health_is_no_page_for_him(reader: Reader) -> None:
    """It tells of everything loaded; its address leads to the first page."""
    assert [title.value for title in opened("data/health").title] == ["改革进展总览"]


@pytest.mark.parametrize("kind", ["slides", "report", "study", "tables"])
def test_no_paper_tells_of_others(reader: Reader, marked: Warehouse, kind: str) -> None:
    journal, scope = Journal(marked.folder), Scope(DAY, rows_of=(reader.own,))
    with marked.open() as connection:
        listed = query.ask(connection, "decision_list", scope)
        material = Material(
            county="某县",
            snapshot="000001",
            is_sample=False,
            scope=scope,
            ask=lambda code, by, of: query.ask(connection, code, of, by),
            calendar_kinds=lambda code, of: query.calendar_kinds(connection, query.find(code), of),
            decisions=decisions.known(listed, journal.latest(decisions.KIND), scope),
        )
        assert not_for(reader, texts(files.KINDS[kind].make(material))) == set()


def test_readers_share_no_answer(reader: Reader, marked: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page for one who sees everything, then for this reader, then for one of another department."""
    with marked.open() as connection:
        names = {name for (name,) in connection.execute("select distinct department from items").fetchall()}
    other = User("他", Role.UNIT, frozenset({min(names - {reader.own})}))
    own = User("某某", Role.UNIT, frozenset({reader.own}))
    seen = []
    for user in (User("全", Role.READER), own, other, own):
        monkeypatch.setattr(sessions.SERVER, "sessions", Signed(user))
        texts_seen = [each.text for each in spoken(opened("progress/transfers"))]
        seen.append({name for text in texts_seen for name in NAME.findall(text)})
    assert len(seen[0]) > 5
    assert seen[1:] == [{reader.own}, {*other.units}, {reader.own}]
