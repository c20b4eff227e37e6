"""群众满意度: bad reviews and what became of them first; levels, channels and departments after."""

from reform.common.i18n import gettext as _
from reform.reports.insights import common
from reform.ui.components import chart_card, worklists
from reform.ui.context import st
from reform.ui.context.view import one
from reform.ui.layout import page_frame
from reform.ui.sections import feedback

with page_frame.title(_("Satisfaction")):
    pass

if not one("S03")["n"]:
    chart_card.nothing(_("No valid rating is loaded"), _("Load ratings on the page Files."))
    feedback.show()
    st.stop()

feedback.ratings()
worklists.reviews(common.reviews_title(one("S05"), one("S06"))).show()
feedback.levels_and_channels()
feedback.satisfied_by_month().show()
feedback.ratings_by_department().show()
feedback.show()
