"""本周核对: what changed since last week and what is due, one list a department, and who has checked it."""

from reform import ticks, week, wording
from reform.i18n import gettext as _
from reform.ui import cards, check, frame, notes
from reform.ui.view import view

with frame.title(_("This week's check")):
    pass

seen, fault = check.look()
late = sum(matter.is_late for matter in seen.shown)
new = sum(matter.is_new for matter in seen.shown)
ticked = sum(one.tick is not None for one in seen.standings)
kinds = [
    _("{title} {n}").format(title=_(week.KINDS[kind][0]), n=wording.number(n))
    for kind, n in week.counts(seen.shown).items()
]

cards.strip(
    [
        cards.Figure(
            "week_transfers",
            _("To check"),
            wording.number(len(seen.shown)),
            _("matters"),
            wording.listed(kinds) or _("nothing in this selection"),
        ),
        cards.Figure(
            "week_cases", _("Late"), wording.number(late), _("matters"), _("past their day at the as-of date")
        ),
        cards.Figure(
            "week_transferred",
            _("New since last week"),
            wording.number(new),
            _("matters"),
            _("fell late, moved or transferred since {day}").format(day=wording.day(view().last_week.as_of)),
        ),
        cards.Figure(
            "week_reviews",
            _("Units that have checked"),
            wording.share(ticked, len(seen.standings)),
            "",
            ticks.week_line(seen.monday),
        ),
    ],
    codes=check.QUESTIONS,
)

if view().scope.departments:
    check.matters(seen)
    check.tick(seen, fault)
    check.standings(seen)
else:
    check.standings(seen)
    check.matters(seen)
    check.tick(seen, fault)
notes.card()
