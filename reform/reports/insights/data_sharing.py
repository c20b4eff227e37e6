"""What the block on shared data says. Made from data, in words."""

import pandas as pd

from reform.common import formatting
from reform.common.formatting import is_missing, number
from reform.common.i18n import gettext as _


def opened_title(g02: pd.Series, rows: pd.DataFrame) -> str:
    """How much of what was promised is open, and who owes the rest."""
    if is_missing(g02["value"]):
        return _("No list of shared data is loaded")
    said = _("{n} of {total} interfaces and certificates are open").format(
        n=number(g02["numerator"]), total=number(g02["denominator"])
    )
    late = rows[rows["overdue"] > 0].sort_values("overdue", ascending=False, kind="stable")
    if late.empty:
        return said
    return _("{said}; {n} are overdue, most of them at {name}").format(
        said=said, n=number(g02["overdue"]), name=late.iloc[0]["department"]
    )


def calls_title(months: pd.DataFrame) -> str:
    """The last month's calls against the first month's."""
    if months.empty:
        return _("No calls are recorded in this period")
    first, last = months.iloc[0], months.iloc[-1]
    return _("{n} calls in {month}, {before} in {first}").format(
        n=number(last["numerator"]),
        month=formatting.month(last["month"]),
        before=number(first["numerator"]),
        first=formatting.month(first["month"]),
    )
