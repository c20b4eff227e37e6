"""What the blocks on the one window, corrections and complaints say. Made from data, in words."""

import pandas as pd

from reform.common import code_lists
from reform.common.formatting import is_missing, number, rate
from reform.common.i18n import gettext as _


def steps_title(rows: pd.DataFrame) -> str:
    """Which step takes most of the days, and most of the slow cases' days."""
    known = rows[rows["share"].notna()]
    if known.empty:
        return _("No step has ended in this selection")
    most = known.sort_values("share", ascending=False).iloc[0]
    slow = known.sort_values("slow_share", ascending=False).iloc[0]
    if slow["slow_share"] == 0:
        return _("{step} takes most of the days: {share}").format(
            step=_step(most["step"]), share=rate(most["share"], 1)
        )
    return _(
        "{step} takes most of the days: {share}; slow cases spend {slow_share} of theirs in {slow}"
    ).format(
        step=_step(most["step"]),
        share=rate(most["share"], 1),
        slow=_step(slow["step"]),
        slow_share=rate(slow["slow_share"], 1),
    )


def _step(code: str) -> str:
    return code_lists.label("step", code)


def corrections_title(w01: pd.Series, w02: pd.Series) -> str:
    """How many were asked again, and whether the first notice came in time."""
    if is_missing(w01["value"]):
        return _("No notice to correct in this selection")
    if is_missing(w02["value"]):
        return _("{n} of {total} cases were asked to correct more than once").format(
            n=number(w01["numerator"]), total=number(w01["denominator"])
        )
    return _(
        "{n} of {total} cases were asked to correct more than once; {rate} told within 5 working days"
    ).format(n=number(w01["numerator"]), total=number(w01["denominator"]), rate=rate(w02["value"]))


def complaints_title(kinds: pd.DataFrame, w05: pd.Series) -> str:
    """What most complaints are about, and how many wait past their day."""
    if kinds.empty:
        return _("No complaint in this selection")
    top = kinds.iloc[0]
    return _("{n} complaints, most about {kind} ({top}); {overdue} past their day for an answer").format(
        n=number(kinds["complaints"].sum()),
        kind=code_lists.label("complaint_kind", top["kind"]),
        top=number(top["complaints"]),
        overdue=number(w05["overdue"]),
    )
