"""What a page asks first is declared in full, and nothing is declared that it does not ask."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from reform.common.caching import PROCESS
from reform.metrics import query
from reform.metrics.query import Scope
from reform.pipeline.county import County
from reform.ui.context import first_questions, query_cache, st
from reform.ui.layout.page_frame import MENU
from tests.ui.screen import start

PATHS = {url: path.removesuffix(".py") for pages in MENU.values() for path, _title, url in pages}


@pytest.mark.parametrize("page", first_questions._declared())
@pytest.mark.usefixtures("sample")
def test_a_page_asks_what_is_declared(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[Any] = set()
    answer = query_cache.answer

    def noted(folder: str, stamp: str, code: str, scope: Any, by: tuple[str, ...]) -> Any:
        now = st.session_state.get("_view")
        when = (
            "now" if now and scope is now.scope else "week_before" if now and scope is now.last_week else None
        )
        asked.update({(when, code, by)} if when else ())
        return answer(folder, stamp, code, scope, by)

    monkeypatch.setattr(query_cache, "answer", noted)
    PROCESS.clear()
    start(PATHS[page])
    declared = {(when, metric.code, by) for when, metric, by in first_questions._declared()[page]}
    assert asked == declared


@pytest.mark.usefixtures("sample")
def test_the_overview_asks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    together: list[int] = []
    ask_many = query.ask_many

    def noted(connection: Any, questions: Any) -> Any:
        together.append(len(questions))
        return ask_many(connection, questions)

    monkeypatch.setattr(query, "ask_many", noted)
    PROCESS.clear()
    start(PATHS["overview"])
    assert sorted(together) == [
        1,
        1,
        len(first_questions._declared()["overview"]),
    ]  # and the filters' options, the ages


def test_a_known_answer_is_not_asked_again(small: County, monkeypatch: pytest.MonkeyPatch) -> None:
    PROCESS.clear()
    start(PATHS["satisfaction"])
    monkeypatch.setattr(query, "ask_many", lambda *_: pytest.fail("asked again"))
    start(PATHS["satisfaction"])


def test_of_readers_who_open_a_page_at_once_one_asks(small: County, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    ask_many, both = query.ask_many, Barrier(2)
    given = first_questions.of("overview", Scope(date(2026, 5, 31)), Scope(date(2026, 5, 24)))

    def noted(connection: Any, questions: Any) -> Any:
        asked.append(len(questions))
        return ask_many(connection, questions)

    def reader(_number: int) -> None:
        both.wait()
        query_cache.ask_together(str(small.warehouse.folder), small.stamp, given)

    monkeypatch.setattr(query, "ask_many", noted)
    PROCESS.clear()
    with ThreadPoolExecutor(2) as readers:
        list(readers.map(reader, range(2)))
    assert len(asked) == 1
