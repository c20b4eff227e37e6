"""What a page asked before is asked ahead of it, from the last question on; nothing else changes."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from reform.common.caching import PROCESS
from reform.metrics import query
from reform.pipeline.county import County
from reform.ui.context import prefetch, query_cache
from tests.ui.screen import start

PAGE = "progress/satisfaction"


class AtOnce:
    """Does ahead what it is given, before the page goes on."""

    def __init__(self) -> None:
        self.begun: list[list[str]] = []

    def submit(self, work: Any, folder: str, stamp: str, unknown: list[Any]) -> Future[None]:
        self.begun.append([code for code, _scope, _by in unknown])
        work(folder, stamp, unknown)
        return Future()


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> AtOnce:
    """Nothing heard, nothing known; what is asked ahead is done at once."""
    at_once = AtOnce()
    monkeypatch.setattr(prefetch, "_ahead", at_once)
    PROCESS.clear()
    return at_once


def test_what_a_page_asked_is_asked_ahead_from_the_end(small: County, ahead: AtOnce) -> None:
    start(PAGE)
    heard = [code for code, _by, _role in prefetch._heard["satisfaction"]]
    assert {"S03", "S05", "S06"} <= set(heard)
    assert ahead.begun == []  # the first time nobody knows
    query_cache._answer.cache.clear()
    start(PAGE)
    (begun,) = ahead.begun
    assert begun == [code for code in reversed(heard) if code in begun]


def test_what_is_known_is_not_asked_again(small: County, ahead: AtOnce) -> None:
    start(PAGE)
    start(PAGE)
    assert ahead.begun == []


def test_a_question_that_fails_ahead_is_left_to_the_page(
    small: County, ahead: AtOnce, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start(PAGE)
    shown = next(iter(query_cache._answer.cache))
    query_cache._answer.cache.clear()
    monkeypatch.setattr(query, "ask", lambda *given: 1 / 0)
    prefetch.begin("satisfaction", {"scope": shown[3], "last_week": shown[3]}, shown[0], shown[1])
    assert len(ahead.begun) == 1
    assert len(query_cache._answer.cache) == 0
