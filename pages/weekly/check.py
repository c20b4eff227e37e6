"""本周核对: what changed since last week and what is due, one list a department, and who has checked it."""

from reform.common.i18n import gettext as _
from reform.ui.components import annotation_form
from reform.ui.context.view import view
from reform.ui.layout import page_frame
from reform.ui.sections import weekly_review

with page_frame.title(_("This week's check")):
    pass

check, fault = weekly_review.look()
weekly_review.figures(check)
if view().scope.departments:
    weekly_review.task_table(check)
    weekly_review.tick(check, fault)
    weekly_review.standings(check)
else:
    weekly_review.standings(check)
    weekly_review.task_table(check)
    weekly_review.tick(check, fault)
annotation_form.card()
