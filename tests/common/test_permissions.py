"""Every action by every role, on one's own department and on another's, as a table."""

import pytest

from reform.common.permissions import OWNER, ROLE_NAMES, Action, Role, User, may

OWN, OTHER = "县住建局", "县林业局"
# The roles, in this order: reader, unit for its own department, unit for another one, clerk, lead.
TABLE = {
    Action.EXPORT: "yyyyy",
    Action.SIGN_OFF: "-y-yy",
    Action.ANNOTATE: "---yy",
    Action.LOAD: "---yy",
    Action.NAME_DEPARTMENTS: "---yy",
    Action.NAME_SNAPSHOTS: "---yy",
    Action.DECIDE: "---yy",
    Action.UNDO: "----y",
    Action.REBUILD: "----y",
    Action.SEE_TRAIL: "----y",
    Action.SEE_FILES: "y--yy",
}
USERS = (
    (User("r", Role.READER), OWN),
    (User("u", Role.UNIT, frozenset({OWN})), OWN),
    (User("u", Role.UNIT, frozenset({OWN})), OTHER),
    (User("c", Role.CLERK), OWN),
    (User("l", Role.LEAD), OWN),
)


@pytest.mark.parametrize("action", Action)
def test_who_may_do_what(action: Action) -> None:
    allowed = "".join("y" if may(user, action, unit) else "-" for user, unit in USERS)
    assert allowed == TABLE[action]


@pytest.mark.parametrize("action", Action)
def test_the_owner_of_the_machine_may_do_everything(action: Action) -> None:
    assert may(OWNER, action, OWN)


def test_what_is_done_for_a_department_needs_one() -> None:
    assert not may(User("u", Role.UNIT, frozenset({OWN})), Action.SIGN_OFF)


def test_every_role_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
