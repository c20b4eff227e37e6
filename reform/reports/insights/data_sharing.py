"""What the block on shared data says. Made from data, in words."""

import pandas as pd

from reform.common.i18n import gettext as _
from reform.reports.insights.wording import highest, no_value, say


def opened_title(g02: pd.Series, rows: pd.DataFrame) -> str:
    """How much of what was promised is open, and who owes the rest."""
    if no_value(g02):
        return _("No list of shared data is loaded")
    opened = say(_("{numerator} of {denominator} interfaces and certificates are open"), g02)
    late = rows[rows["overdue"] > 0]
    if late.empty:
        return opened
    name = highest(late, "overdue")["department"]
    return say(_("{opened}; {overdue} are overdue, most of them at {name}"), g02, opened=opened, name=name)


def calls_title(months: pd.DataFrame) -> str:
    """The last month's calls against the first month's."""
    if months.empty:
        return _("No calls are recorded in this period")
    return say(
        _("{last[numerator]} calls in {last[month]:month}, {first[numerator]} in {first[month]:month}"),
        first=months.iloc[0],
        last=months.iloc[-1],
    )
