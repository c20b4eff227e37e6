"""Progress of what takes long: each step and what it works on."""

from collections.abc import Callable

from reform.common.i18n import gettext as _
from reform.common.i18n import mark

# Called at each step, with its name in ``STEPS`` and what it works on.
Progress = Callable[[str, str], None]

STEPS = {"read": mark("reading {subject}"), "derive": mark("computing {subject}")}


def quiet(step: str, subject: str) -> None:
    """Progress nobody watches."""


def line(step: str, subject: str) -> str:
    """One line of progress."""
    return _(STEPS[step]).format(subject=subject)
