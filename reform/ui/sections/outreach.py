"""Publicity by channel: the last block of the page 群众满意度."""

from reform.common.i18n import gettext as _
from reform.reports.insights import feedback
from reform.ui.components import chart_card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded
from reform.ui.context import st
from reform.ui.context.view import ask


def show() -> None:
    """Show a table of publicity by channel."""
    rows, listed = ask("outreach_channels"), ask("rows_outreach")
    if rows.empty:
        return
    st.header(_("Made known"), anchor=False)
    with chart_card.card(feedback.outreach_title(rows), _("A reach nobody counted is a dash, never 0")):
        chart_card.table(
            rows.assign(channel=coded("outreach_channel", rows["channel"])),
            columns("channel times reach_known reach last_on"),
            key="outreach",
            title=_("Outreach by channel"),
            codes=["P01"],
        )
        chart_card.below(
            listed.assign(channel=coded("outreach_channel", listed["channel"])),
            columns("held_on channel title department reach link outreach_no"),
            key="outreach_list",
            title=_("Outreach"),
            codes=["P01"],
        )
