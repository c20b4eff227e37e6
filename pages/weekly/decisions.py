"""议定事项: what the leading group's meetings decided, who owes it, what is late and carried over."""

from reform.common.i18n import gettext as _
from reform.ui.components import chart_card
from reform.ui.layout import page_frame
from reform.ui.sections import decision_forms, decisions

with page_frame.title(_("Decisions and commitments")):
    pass

ledger = decisions.look()
if ledger.shown:
    decisions.figures(ledger)
    decisions.reconciliation(ledger)
    decisions.everything(ledger)
else:
    chart_card.nothing(
        _("No decision in this selection"),
        _("Load the decisions on the page Files, or enter the first one below."),
    )
decision_forms.forms(ledger)
decision_forms.freeze()
