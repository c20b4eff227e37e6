"""What was made known, and where: the last block of the page 群众满意度."""

import pandas as pd

from reform.common.i18n import gettext as _
from reform.reports.insights import feedback
from reform.ui.components import chart_card
from reform.ui.components.table_columns import coded, dates
from reform.ui.context import st
from reform.ui.context.view import ask


def show(rows: pd.DataFrame) -> None:
    """What was told where: a quiet table, no figure of its own."""
    if rows.empty:
        return
    st.header(_("Made known"), anchor=False)
    listed = ask("rows_outreach")
    with chart_card.card(feedback.outreach_title(rows), _("A reach nobody counted is a dash, never 0")):
        chart_card.table(
            rows.assign(channel=coded("outreach_channel", rows["channel"])),
            {
                "channel": _("Channel"),
                "times": _("Times"),
                "reach_known": _("Of these counted"),
                "reach": _("People reached"),
                "last_on": _("Last"),
            },
            key="outreach",
            title=_("Outreach by channel"),
            codes=["P01"],
            config=dates("last_on"),
        )
        chart_card.below(
            listed.assign(channel=coded("outreach_channel", listed["channel"])),
            {
                "held_on": _("Day"),
                "channel": _("Channel"),
                "title": _("Title"),
                "department": _("Department"),
                "reach": _("People reached"),
                "link": _("Link"),
                "outreach_no": _("Number"),
            },
            key="outreach_list",
            title=_("Outreach"),
            codes=["P01"],
            config=dates("held_on"),
        )
