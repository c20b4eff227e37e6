"""议定事项: what the leading group's meetings decided, who owes it, what is late and carried over."""

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.ui.components import chart_card, kpi_cards
from reform.ui.layout import page_frame
from reform.ui.sections import decision_forms, decisions

with page_frame.title(_("Decisions and commitments")):
    pass

ledger = decisions.look()
every, loaded, typed = decisions.accounts(ledger)

if ledger.shown:
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "M01",
                _("Decisions carried out"),
                formatting.rate(every.rate),
                "",
                decisions.parts(loaded, typed),
                has_target=not typed.counted,
            ),
            kpi_cards.KpiFigure(
                "M02",
                _("Decisions overdue"),
                formatting.number(every.overdue if every.dated or not every.open else None),
                _("decisions"),
                _("{share} open decisions with a day; {n} have none").format(
                    share=formatting.share(every.overdue, every.dated),
                    n=formatting.number(every.open - every.dated),
                ),
                status.reviews(every.counted, every.overdue, every.open),
            ),
            kpi_cards.KpiFigure(
                "M01",
                _("Carried over"),
                formatting.number(every.carried_over),
                _("decisions"),
                _("of {n} open; the leading group has met again since").format(
                    n=formatting.number(every.open)
                ),
                has_target=False,
            ),
            kpi_cards.KpiFigure(
                "M01",
                _("Meetings"),
                formatting.number(len(ledger.meetings)),
                "",
                _("{n} decisions, {dropped} of them dropped").format(
                    n=formatting.number(len(ledger.shown)), dropped=formatting.number(every.dropped)
                ),
                has_target=False,
            ),
        ],
        codes=["M01", "M02"],
    )
    decisions.reconciliation(ledger)
    decisions.everything(ledger)
else:
    chart_card.nothing(
        _("No decision in this selection"),
        _("Load the decisions on the page Files, or enter the first one below."),
    )
decision_forms.forms(ledger)
decision_forms.freeze()
