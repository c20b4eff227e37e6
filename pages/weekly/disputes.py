"""争议与督办: which disputes hold transfers up, between whom, and who owes what is overdue."""

from reform import findings_sticking, states, wording
from reform.i18n import gettext as _
from reform.ui import cards, disputes, frame, panel, st
from reform.ui.view import ask, one

with frame.title(_("Disputes and follow-up")):
    pass
t08, t09, t13 = (one(code) for code in ("T08", "T09", "T13"))

if t08["n"]:
    cards.strip(
        [
            cards.Figure(
                "T09",
                _("Disputes overdue"),
                wording.number(t09["value"]),
                _("disputes"),
                _("{share} open ones with a day; {n} have none").format(
                    share=wording.share(t09["numerator"], t09["denominator"]),
                    n=wording.number(t09["left_out"]),
                ),
                states.reviews(t08["n"], t09["value"], t08["open"]),
            ),
            cards.Figure(
                "T08",
                _("Awaiting a decision"),
                wording.number(t08["awaiting_decision"]),
                _("disputes"),
                _("reviewed or put to the leading group, of {n} open").format(n=wording.number(t08["open"])),
                has_target=False,
            ),
            cards.rate("T08", _("Disputes settled")),
            cards.Figure(
                "T13",
                _("Found to be passed around"),
                wording.number(t13["value"]),
                _("disputes"),
                _("of {n} with a finding, {all} in all").format(
                    n=wording.number(t13["denominator"]), all=wording.number(t13["n"])
                ),
            ),
        ],
        codes=["T08", "T09", "T13"],
    )

disputes.owed(ask("overdue_by_owner"))

if not t08["n"]:
    panel.nothing(
        _("No dispute in this selection"), _("Where none is loaded yet: load the disputes on the page Files.")
    )
    st.stop()

ageing = ask("dispute_ageing")
if len(ageing):
    left, right = st.columns(2)
    with left:
        disputes.ageing_by_kind(ageing[ageing["split"] == "kind"])
    with right:
        disputes.ageing_by_pair(ageing[ageing["split"] == "pair"])

disputes.all_of_them(ask("dispute_list"), findings_sticking.disputes_title(t08, t09))
