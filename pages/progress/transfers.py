"""事项划转: by batch, domain and department against the plan, then every item."""

from reform.common.i18n import gettext as _
from reform.ui.components import cards, chart_card, worklists
from reform.ui.context import st
from reform.ui.context.view import ask, one
from reform.ui.layout import page_frame
from reform.ui.sections import bottlenecks, transfers

with page_frame.title(_("Item transfer")):
    pass

if not one("T03")["n"]:
    chart_card.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
    st.stop()

transfers.figures()
transfers.curve().show()
transfers.by_batch_and_domain()
transfers.by_department().show()


def _handed_over() -> None:
    bottlenecks.handovers().show()
    bottlenecks.cycle().show()


cards.beside(bottlenecks.funnel().show, _handed_over)
bottlenecks.set_aside().show()
bottlenecks.plan_changes().show()
worklists.items(ask("item_table")).show()
