"""办理提速: three limits, on time and overdue, before and after, start-ups and projects, what is open."""

from reform.common.i18n import gettext as _
from reform.reports.insights import common
from reform.ui.components import chart_card, worklists
from reform.ui.context import savings_basis, st
from reform.ui.context.view import one
from reform.ui.layout import page_frame
from reform.ui.sections import business_setup, handling_time

with page_frame.title(_("Faster handling")):
    basis = savings_basis.choose()
has_completed, still_open = one("D03")["n"], one("D13")

if not has_completed and not still_open["n"]:
    chart_card.nothing(
        _("No case in this selection"), _("Load cases on the page Files, or widen the filters.")
    )
    business_setup.show()
    st.stop()

handling_time.headline(basis)
handling_time.shares()
handling_time.limits().show()

if not has_completed:
    chart_card.nothing(_("No case is completed in this period"), _("Widen the period or the filters."))
    worklists.open_cases(common.open_title(still_open)).show()
    business_setup.show()
    st.stop()

handling_time.days_used()
handling_time.before_and_after().show()
handling_time.overdue().show()
business_setup.show()
worklists.items_by_days().show()
worklists.open_cases(common.open_title(still_open)).show()
