"""审管与信用: hand-offs, random inspections, published decisions, commitments and warnings, credit."""

from reform.common.i18n import gettext as _
from reform.ui.context import st
from reform.ui.layout import page_frame
from reform.ui.sections import commitments, credit, handoffs, inspections

with page_frame.title(_("Supervision and credit")):
    pass

handoffs.show()

st.caption(
    _(
        "Inspections, warnings and credit are counted by department, without an item: choosing a domain "
        "or a batch leaves nothing of them."
    )
)
inspections.random_inspections()
inspections.decisions()
commitments.show()
credit.show()
