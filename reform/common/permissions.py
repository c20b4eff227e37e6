"""Who may do what: one table of roles and actions. Pages ask ``may`` and nothing else.

The command line asks nobody: whoever can start it can read the warehouse's files.
"""

from dataclasses import dataclass
from enum import StrEnum

from reform.common.errors import ReformError
from reform.common.i18n import mark


class Role(StrEnum):
    """What a user is to the reform; each row of ``ALLOWED`` names the roles of an action."""

    READER = "reader"
    UNIT = "unit"
    CLERK = "clerk"
    LEAD = "lead"


class Action(StrEnum):
    """What can be done on the pages."""

    EXPORT = "export"
    SIGN_OFF = "sign_off"
    ANNOTATE = "annotate"
    LOAD = "load"
    NAME_DEPARTMENTS = "name_departments"
    NAME_SNAPSHOTS = "name_snapshots"
    DECIDE = "decide"
    UNDO = "undo"
    REBUILD = "rebuild"
    SEE_TRAIL = "see_trail"
    SEE_FILES = "see_files"


ROLE_NAMES = {
    Role.READER: mark("reader"),
    Role.UNIT: mark("department's user"),
    Role.CLERK: mark("clerk"),
    Role.LEAD: mark("lead"),
}

_EVERYBODY = frozenset(Role)
_OFFICE = frozenset({Role.CLERK, Role.LEAD})
_LEAD = frozenset({Role.LEAD})
_SEE_ALL_ROWS = _EVERYBODY - {Role.UNIT}

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.EXPORT: _EVERYBODY,
    Action.SIGN_OFF: _OFFICE | {Role.UNIT},
    Action.ANNOTATE: _OFFICE,
    Action.LOAD: _OFFICE,
    Action.NAME_DEPARTMENTS: _OFFICE,
    Action.NAME_SNAPSHOTS: _OFFICE,
    Action.DECIDE: _OFFICE,
    Action.UNDO: _LEAD,
    Action.REBUILD: _LEAD,
    Action.SEE_TRAIL: _LEAD,
    # Names of files, their refused cells, unknown names: they tell of every department.
    Action.SEE_FILES: _SEE_ALL_ROWS,
}
# What a department's user may do for his own departments only.
OF_OWN_UNITS = frozenset({Action.SIGN_OFF})


@dataclass(frozen=True, slots=True)
class User:
    """Who looks at the pages. ``units``: the departments of a department's user; None as ``name``: nobody
    signs in here."""

    name: str | None
    role: Role
    units: frozenset[str] = frozenset()

    @property
    def rows_of(self) -> frozenset[str] | None:
        """The departments whose rows alone the user sees, beside the county's totals; None: all rows."""
        return None if self.role in _SEE_ALL_ROWS else self.units


# Whoever sits at the machine on which nobody signs in.
OWNER = User(None, Role.LEAD)
# Whoever is not signed in where users sign in.
NOBODY = User(None, Role.UNIT)


class NotAllowed(ReformError):
    """The user's role does not allow the action, or not for this department."""

    def __init__(self) -> None:
        super().__init__(mark("Nothing was done: your role does not allow it. Ask a lead."))


def may(user: User, action: Action, unit: str | None = None) -> bool:
    """Whether the user may do this, for a department where it is done for one."""
    if user.role not in ALLOWED[action]:
        return False
    return user.role is not Role.UNIT or action not in OF_OWN_UNITS or unit in user.units
