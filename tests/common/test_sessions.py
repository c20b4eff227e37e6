"""How a session begins, is used and ends."""

import pytest

from reform.common import sessions
from reform.common.permissions import Role, User
from reform.common.sessions import Sessions
from tests.clock import Clock

LEAD, CLERK = User("l", Role.LEAD), User("c", Role.CLERK)


def test_a_session_ends_when_it_is_not_used() -> None:
    clock = Clock()
    held = Sessions(idle=10, longest=100, clock=clock)
    key = held.begin(LEAD)
    clock.now = 9
    assert held.user(key) == LEAD
    clock.now = 18
    assert held.user(key, used=False) == LEAD
    clock.now = 19
    assert held.user(key) is None


def test_a_session_ends_however_much_it_is_used() -> None:
    clock = Clock()
    held = Sessions(idle=10, longest=100, clock=clock)
    key = held.begin(LEAD)
    for moment in range(0, 100, 5):
        clock.now = moment
        assert held.user(key) == LEAD
    clock.now = 100
    assert held.user(key) is None


def test_signing_out_ends_one_session_only() -> None:
    held = Sessions(idle=10, longest=100)
    first, second = held.begin(LEAD), held.begin(LEAD)
    assert held.end(first) == LEAD
    assert (held.user(first), held.user(second)) == (None, LEAD)
    assert held.end(first) is None


@pytest.mark.parametrize("key", [None, "", "x", "x" * 10_000])
def test_nobody_has_a_key_that_was_not_given(key: str | None) -> None:
    held = Sessions(idle=10, longest=100)
    held.begin(LEAD)
    assert held.user(key) is None


def test_the_session_unused_for_longest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST", 2)
    clock = Clock()
    held = Sessions(idle=10, longest=100, clock=clock)
    first, second = held.begin(LEAD), held.begin(CLERK)
    clock.now = 1
    held.user(first)
    held.begin(LEAD)
    assert (held.user(first), held.user(second)) == (LEAD, None)
