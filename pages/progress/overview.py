"""总览: three headline answers, then why, then who must act."""

from reform.common.i18n import gettext as _
from reform.ui.components import kpi_cards, worklists
from reform.ui.context import savings_basis, st
from reform.ui.context.view import ask
from reform.ui.layout import page_frame
from reform.ui.sections import headlines, overview

with page_frame.title(_("Reform progress at a glance")):
    basis = savings_basis.choose()
kpi_cards.headlines(headlines.each(basis))

wide, narrow = st.columns([5, 3])
with wide:
    overview.curve().show()
    if len(ask("batches")):
        overview.batches().show()
with narrow:
    overview.limits().show()
    overview.levels().show()

worklists.red_list().show()
