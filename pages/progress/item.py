"""事项档案: one item's life: stages, limits, cases by week, ratings, disputes, what was moved and why."""

from reform.common.i18n import gettext as _
from reform.reports.insights.item import who
from reform.ui.components import chart_card
from reform.ui.context import st
from reform.ui.layout import page_frame
from reform.ui.sections import item

with page_frame.title(_("One item")):
    pass
code = item.choose()
if code is None:
    chart_card.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
    st.stop()
shown = item.Item(code)

st.subheader(shown.row["item_name"], anchor=False)
st.caption(who(shown.row))
item.figures(shown)
item.stages_and_limits(shown)
item.cases(shown).show()
item.ratings_and_moves(shown)
st.caption(
    _("Filters other than the as-of date do not apply here. {source}").format(source=chart_card.source_line())
)
st.caption(_("Item code {code}").format(code=code))
