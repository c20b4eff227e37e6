"""Waits after wrong passwords."""

import pytest

from reform.cli import attempts
from reform.cli.attempts import Attempts
from tests.clock import Clock


def test_waits_grow_up_to_a_bound() -> None:
    clock = Clock()
    tried, waits = Attempts(clock), []
    for _ in range(12):
        tried.failed("a")
        waits.append(tried.wait("a"))
        clock.now += tried.wait("a")
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert tried.wait("a") == 0
    assert tried.wait("b") == 0


def test_waits_stay_at_the_bound_for_ever() -> None:
    clock = Clock()
    tried = Attempts(clock)
    for _ in range(2_000):
        tried.failed("a")
        clock.now += tried.wait("a")
    tried.failed("a")
    assert tried.wait("a") == 900


def test_a_right_password_begins_anew() -> None:
    tried = Attempts()
    for _ in range(4):
        tried.failed("a")
    tried.succeeded("a")
    tried.failed("a")
    assert tried.wait("a") == 0


def test_names_that_nobody_has_take_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST_NAMES", 50)
    tried = Attempts()
    for number in range(1000):
        tried.failed(str(number))
    assert len(tried._tried) == 50
