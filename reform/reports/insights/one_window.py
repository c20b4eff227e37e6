"""What the blocks on the one window, corrections and complaints say. Made from data, in words."""

import pandas as pd

from reform.common import code_lists
from reform.common.i18n import gettext as _
from reform.reports.insights.wording import highest, no_value, say, with_value


def steps_title(rows: pd.DataFrame) -> str:
    """Which step takes most of the days, and most of the slow cases' days."""
    ended = with_value(rows, "share")
    if ended.empty:
        return _("No step has ended in this selection")
    most, slow = (highest(ended, name) for name in ("share", "slow_share"))
    text = _(
        "{step} takes most of the days: {share:%1}; slow cases spend {slow_share:%1} of theirs in {slow}"
    )
    if slow["slow_share"] == 0:
        text = _("{step} takes most of the days: {share:%1}")
    step, slow_step = (code_lists.label("step", row["step"]) for row in (most, slow))
    return say(text, step=step, share=most["share"], slow=slow_step, slow_share=slow["slow_share"])


def corrections_title(w01: pd.Series, w02: pd.Series) -> str:
    """How many were asked again, and whether the first notice came in time."""
    if no_value(w01):
        return _("No notice to correct in this selection")
    if no_value(w02):
        return say(_("{numerator} of {denominator} cases were asked to correct more than once"), w01)
    return say(
        _(
            "{w01[numerator]} of {w01[denominator]} cases were asked to correct more than once; "
            "{w02[value]:%} told within 5 working days"
        ),
        w01=w01,
        w02=w02,
    )


def complaints_title(kinds: pd.DataFrame, w05: pd.Series) -> str:
    """What most complaints are about, and how many wait past their day."""
    if kinds.empty:
        return _("No complaint in this selection")
    return say(
        _("{n} complaints, most about {kind} ({top[complaints]}); {overdue} past their day for an answer"),
        w05,
        n=kinds["complaints"].sum(),
        kind=code_lists.label("complaint_kind", kinds["kind"].iloc[0]),
        top=kinds.iloc[0],
    )
