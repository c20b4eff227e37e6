"""The milestones of the counter-measures that are late or due: who owes them, working days left."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics.scorecard import address_in
from reform.monitoring import problems as board
from reform.monitoring.problems import Due, Problem
from reform.reports.insights import problems as findings
from reform.ui.components import chart_card
from reform.ui.components.column_headers import columns
from reform.ui.context import st

SHOWN = (Due.LATE, Due.SOON, Due.UNDATED)


def show(problems: Sequence[Problem], rows: pd.DataFrame) -> None:
    """Show milestones that are late or due, all of them on click. ``rows``: the list ``milestone_list``."""
    if rows.empty:
        chart_card.nothing(_("No milestone is set"), _("Load the milestones on the page Files."))
        return
    steps = board.steps(rows)
    titles = {measure.number: measure.title for problem in problems for measure in problem.measures}
    cells: dict[str, list[Any]] = {
        "state": [step.due.word for step in steps],
        "measure": [titles.get(number, number) for number in rows["measure_no"]],
        "owner": [findings.owner(step.owner) for step in steps],
        "address": [address_in(cell) for cell in rows["evidence"]],
        "wanted": [step.due in SHOWN for step in steps],
    }
    listed = rows.assign(**cells)
    with chart_card.card(findings.milestones_title(steps), _caption(rows)):
        everything = st.toggle(
            _("show all {n}").format(n=formatting.number(len(rows))),
            key="all_milestones",
            persist_state="page",
        )
        chart_card.table(
            listed if everything else listed[listed["wanted"]],
            columns(
                f"state days_left milestone owner due_on {'done_on days_late' if everything else ''} "
                "measure evidence address file sheet source_row",
                days_left=_("Working days left"),
                done_on=_("Done"),
                days_late=_("Done late (working days)"),
            ),
            key="milestones",
            title=_("Milestones"),
            codes=["milestone_list"],
        )
        chart_card.definitions(["milestone_list"], key="milestones")


def _caption(rows: pd.DataFrame) -> str:
    """What is shown, what is done without proof, what is counted by weekdays only."""
    parts = [_("Late ones, ones due within 10 working days and ones without a day, the earliest first")]
    unproved = int((rows["done_on"].notna() & rows["evidence"].isna()).sum())
    if unproved:
        parts.append(_("{n} done with nothing that shows it").format(n=formatting.number(unproved)))
    provisional = int(rows["provisional"].sum())
    if provisional:
        parts.append(
            _("{n} days counted by weekdays only (holidays not published)").format(
                n=formatting.number(provisional)
            )
        )
    return formatting.clauses(parts)
