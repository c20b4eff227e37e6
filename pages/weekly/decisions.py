"""议定事项: what the leading group's meetings decided, who owes it, what is late and carried over."""

from reform import states, wording
from reform.i18n import gettext as _
from reform.ui import cards, decision_forms, decisions, frame, panel

with frame.title(_("Decisions and commitments")):
    pass

ledger = decisions.look()
every, loaded, typed = decisions.accounts(ledger)

if ledger.shown:
    cards.strip(
        [
            cards.Figure(
                "M01",
                _("Decisions carried out"),
                wording.rate(every.rate),
                "",
                decisions.parts(loaded, typed),
                has_target=not typed.counted,
            ),
            cards.Figure(
                "M02",
                _("Decisions overdue"),
                wording.number(every.overdue if every.dated or not every.open else None),
                _("decisions"),
                _("{share} open decisions with a day; {n} have none").format(
                    share=wording.share(every.overdue, every.dated),
                    n=wording.number(every.open - every.dated),
                ),
                states.reviews(every.counted, every.overdue, every.open),
            ),
            cards.Figure(
                "M01",
                _("Carried over"),
                wording.number(every.carried_over),
                _("decisions"),
                _("of {n} open; the leading group has met again since").format(n=wording.number(every.open)),
                has_target=False,
            ),
            cards.Figure(
                "M01",
                _("Meetings"),
                wording.number(len(ledger.meetings)),
                "",
                _("{n} decisions, {dropped} of them dropped").format(
                    n=wording.number(len(ledger.shown)), dropped=wording.number(every.dropped)
                ),
                has_target=False,
            ),
        ],
        codes=["M01", "M02"],
    )
    decisions.reconciliation(ledger)
    decisions.everything(ledger)
else:
    panel.nothing(
        _("No decision in this selection"),
        _("Load the decisions on the page Files, or enter the first one below."),
    )
decision_forms.forms(ledger)
decision_forms.freeze()
