"""争议与督办: which disputes hold transfers up, between whom, and who owes what is overdue."""

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import bottlenecks
from reform.ui.components import chart_card, kpi_cards
from reform.ui.context import st
from reform.ui.context.view import ask, one
from reform.ui.layout import page_frame
from reform.ui.sections import disputes

with page_frame.title(_("Disputes and follow-up")):
    pass
t08, t09, t13 = (one(code) for code in ("T08", "T09", "T13"))

if t08["n"]:
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "T09",
                _("Disputes overdue"),
                formatting.number(t09["value"]),
                _("disputes"),
                _("{share} open ones with a day; {n} have none").format(
                    share=formatting.share(t09["numerator"], t09["denominator"]),
                    n=formatting.number(t09["left_out"]),
                ),
                status.reviews(t08["n"], t09["value"], t08["open"]),
            ),
            kpi_cards.KpiFigure(
                "T08",
                _("Awaiting a decision"),
                formatting.number(t08["awaiting_decision"]),
                _("disputes"),
                _("reviewed or put to the leading group, of {n} open").format(
                    n=formatting.number(t08["open"])
                ),
                has_target=False,
            ),
            kpi_cards.rate("T08", _("Disputes settled")),
            kpi_cards.KpiFigure(
                "T13",
                _("Found to be passed around"),
                formatting.number(t13["value"]),
                _("disputes"),
                _("of {n} with a finding, {all} in all").format(
                    n=formatting.number(t13["denominator"]), all=formatting.number(t13["n"])
                ),
            ),
        ],
        codes=["T08", "T09", "T13"],
    )

disputes.owed(ask("overdue_by_owner"))

if not t08["n"]:
    chart_card.nothing(
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

disputes.all_of_them(ask("dispute_list"), bottlenecks.disputes_title(t08, t09))
