"""争议与督办: which disputes hold transfers up, between whom, and who owes what is overdue."""

from reform.common.i18n import gettext as _
from reform.ui.components import chart_card
from reform.ui.context import st
from reform.ui.context.view import one
from reform.ui.layout import page_frame
from reform.ui.sections import disputes

with page_frame.title(_("Disputes and follow-up")):
    pass
has_disputes = one("T08")["n"]

if has_disputes:
    disputes.figures()
disputes.owed().show()
if not has_disputes:
    chart_card.nothing(
        _("No dispute in this selection"), _("Where none is loaded yet: load the disputes on the page Files.")
    )
    st.stop()
disputes.ageing()
disputes.every_dispute().show()
