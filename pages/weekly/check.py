"""本周核对: what changed since last week and what is due, one list a department, and who has checked it."""

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.monitoring import signoffs, tasks
from reform.ui.components import annotation_form, kpi_cards
from reform.ui.context.view import view
from reform.ui.layout import page_frame
from reform.ui.sections import weekly_review

with page_frame.title(_("This week's check")):
    pass

seen, fault = weekly_review.look()
late = sum(matter.is_late for matter in seen.shown)
new = sum(matter.is_new for matter in seen.shown)
ticked = sum(one.tick is not None for one in seen.standings)
kinds = [
    _("{title} {n}").format(title=_(tasks.KINDS[kind][0]), n=formatting.number(n))
    for kind, n in tasks.counts(seen.shown).items()
]

kpi_cards.strip(
    [
        kpi_cards.KpiFigure(
            "week_transfers",
            _("To check"),
            formatting.number(len(seen.shown)),
            _("matters"),
            formatting.listed(kinds) or _("nothing in this selection"),
        ),
        kpi_cards.KpiFigure(
            "week_cases",
            _("Late"),
            formatting.number(late),
            _("matters"),
            _("past their day at the as-of date"),
        ),
        kpi_cards.KpiFigure(
            "week_transferred",
            _("New since last week"),
            formatting.number(new),
            _("matters"),
            _("fell late, moved or transferred since {day}").format(
                day=formatting.day(view().last_week.as_of)
            ),
        ),
        kpi_cards.KpiFigure(
            "week_reviews",
            _("Units that have checked"),
            formatting.share(ticked, len(seen.standings)),
            "",
            signoffs.week_line(seen.monday),
        ),
    ],
    codes=weekly_review.QUESTIONS,
)

if view().scope.departments:
    weekly_review.matters(seen)
    weekly_review.tick(seen, fault)
    weekly_review.standings(seen)
else:
    weekly_review.standings(seen)
    weekly_review.matters(seen)
    weekly_review.tick(seen, fault)
annotation_form.card()
