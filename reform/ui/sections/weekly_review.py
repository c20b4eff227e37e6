"""The weekly check on screen: the list, who has checked, and the sign-off with its note and name."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import Action
from reform.metrics import calendars
from reform.monitoring import decisions, signoffs, tasks, weekly_review
from reform.monitoring.tasks import Task
from reform.monitoring.weekly_review import ReviewInputs, WeeklyReview
from reform.storage import event_log
from reform.storage.journal import Entry, JournalFault
from reform.ui.components import chart_card, kpi_cards, staleness_badge
from reform.ui.components.column_headers import columns
from reform.ui.context import journal_form, st, url_params
from reform.ui.context.view import ask, calendar, last_day, today, view

FORM = "check"
QUESTIONS = [source.question for source in tasks.SOURCES]


def look() -> tuple[WeeklyReview, str]:
    """The weekly check in the reader's scope, and why the journal could not be read, if so."""
    county, scope = view().county, view().scope
    on = county.looked_on(last_day(county), today())
    monday = signoffs.week_of(scope.as_of, last_day(county), on)
    decided: dict[str, Entry] = {}
    signed_off: dict[str, Entry] = {}
    fault = ""
    try:
        decided = journal_form.journal().latest(decisions.KIND, journal_form.until())
        signed_off = signoffs.signed_off(journal_form.journal(), monday, journal_form.until())
    except JournalFault as problem:
        fault = problem.sentence
    inputs = ReviewInputs(
        on,
        staleness_badge.ages(),
        view().settings.owners,
        calendar(),
        () if county.is_sample else event_log.events(county.warehouse.folder),
        decided,
        signed_off,
    )
    asked = lambda question, scope: ask(question, scope=scope)  # noqa: E731
    return weekly_review.review(asked, scope, view().last_week.as_of, monday, inputs), fault


def figures(check: WeeklyReview) -> None:
    """Show the tasks to check, late and new since last week, and how many units have checked."""
    late = sum(task.is_late for task in check.shown)
    new = sum(task.is_new for task in check.shown)
    signed_off = sum(status.sign_off is not None for status in check.statuses)
    since = _("fell late, moved or transferred since {day}").format(
        day=formatting.day(view().last_week.as_of)
    )
    unit = _("matters")
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "week_transfers",
                _("To check"),
                formatting.number(len(check.shown)),
                unit,
                formatting.listed(_kinds(check.shown).values()) or _("nothing in this selection"),
            ),
            kpi_cards.KpiFigure(
                "week_cases",
                _("Late"),
                formatting.number(late),
                unit,
                _("past their day at the as-of date"),
            ),
            kpi_cards.KpiFigure(
                "week_transferred", _("New since last week"), formatting.number(new), unit, since
            ),
            kpi_cards.KpiFigure(
                "week_reviews",
                _("Units that have checked"),
                formatting.share(signed_off, len(check.statuses)),
                "",
                signoffs.week_line(check.monday),
            ),
        ],
        codes=QUESTIONS,
    )


def _kinds(rows: Sequence[Task]) -> dict[str, str]:
    """The kinds of tasks there are, with how many of each."""
    return {
        kind: _("{title} {n}").format(title=_(tasks.KINDS[kind][0]), n=formatting.number(n))
        for kind, n in tasks.counts(rows).items()
    }


# the list -------------------------------------------------------------------------------------


def task_table(check: WeeklyReview) -> None:
    """Show the list: task, who owes it, due day, and a link to its rows."""
    rows = check.shown
    with chart_card.card(
        tasks.finding(rows),
        _(
            "Late first, then what is due next, then what only happened since last week; negative days "
            "are late"
        ),
    ):
        if not rows:
            chart_card.nothing(
                _("Nothing to check in this selection"),
                _("Nothing is late or near due, and nothing changed since last week."),
                for_loaders=False,
            )
            return
        rows = _narrowed(rows)
        frame = pd.DataFrame(
            {
                "kind": [task.title for task in rows],
                "subject": [task.subject for task in rows],
                "owner": [check.called(task.owner) for task in rows],
                "due_on": [task.due_on for task in rows],
                "days_left": pd.array([task.days_left for task in rows], dtype="Int64"),
                "new": [_("new") if task.is_new else "" for task in rows],
                "note": [task.note for task in rows],
                "reference": [task.reference for task in rows],
                "rows": [_address(task) for task in rows],
                "calendar_kind": [m.calendar_kind if m.days_left is not None else None for m in rows],
            }
        )
        headers = columns(
            "kind subject owner days_left due_on new rows note reference",
            subject=_("What"),
            days_left=_("Days left (working days)"),
        )
        chart_card.table(
            *calendars.by_row(frame, headers),
            key="check",
            title=_("This week's check"),
            codes=QUESTIONS,
            height=min(620, 40 + 35 * max(len(rows), 1)),
            config={"rows": _link(_("Opens the item, or the page with the rows"))},
            on_screen=["rows"],
        )


def _link(explained: str) -> Any:
    """A column of links, each a word."""
    return st.column_config.LinkColumn(display_text=_("View"), help=explained)


def _narrowed(rows: Sequence[Task]) -> Sequence[Task]:
    """Let the reader narrow the list to new tasks or to some kinds."""
    kinds = _kinds(rows)
    only_new, chosen = st.columns([1, 4])
    with only_new:
        is_new = st.toggle(_("Only what is new since last week"), key="check_new")
    with chosen:
        wanted = st.pills(
            _("Kind"),
            list(kinds),
            selection_mode="multi",
            format_func=kinds.__getitem__,
            key="check_kinds",
            label_visibility="collapsed",
        )
    return [task for task in rows if (task.is_new or not is_new) and (not wanted or task.kind in wanted)]


def _address(task: Task) -> str:
    if task.item_code is not None:
        return url_params.to_item(task.item_code)
    return f"{task.page}?{url_params.here()}"


# who has checked ------------------------------------------------------------------------------


def standings(check: WeeklyReview) -> None:
    """Show every unit with its tasks and its sign-off, first those that have not checked."""
    rows = check.statuses
    done = sum(status.sign_off is not None for status in rows)
    title = _("{done} of {n} units have checked this week").format(
        done=formatting.number(done), n=formatting.number(len(rows))
    )
    cells = [
        {
            "unit": check.called(status.unit),
            "state": _("checked") if status.sign_off else _("not yet"),
            "matters": status.tasks,
            "late": status.late,
            "who": status.sign_off.author if status.sign_off else "",
            "when": journal_form.moment(status.sign_off) if status.sign_off else "",
            "note": note(status.sign_off),
            # only departments are in the filter, and so have a link
            "own": _own_list(status.unit) if status.unit in check.departments else None,
        }
        for status in rows
    ]
    with chart_card.card(title, signoffs.week_line(check.monday)):
        if not rows:
            chart_card.nothing(_("No department is known"), _("Load the item list on the page Files."))
            return
        chart_card.table(
            pd.DataFrame(cells),
            columns("unit state matters late own who when note"),
            key="standings",
            title=_("Who has checked"),
            height=min(388, 40 + 35 * len(rows)),
            config={"own": _link(_("A link for this unit: it opens its own list"))},
            on_screen=["own"],
        )


def _own_list(unit: str) -> str:
    """A department's own link."""
    return f"check?{urlencode(url_params.query() | {'department': [unit]}, doseq=True)}"


def note(entry: Entry | None) -> str:
    """The note of a sign-off."""
    return str((entry.fields.get("note") if entry else None) or "")


def tick(check: WeeklyReview, fault: str) -> None:
    """Show the form that signs off a list with a note and a name, or withdraws a sign-off."""
    if fault:
        st.error(fault, icon=":material/report:")
        return
    own = [unit for unit in check.units if journal_form.can_write(Action.SIGN_OFF, unit)]
    if not own:
        return
    with chart_card.card(_("Tick: the list has been checked"), signoffs.week_line(check.monday)):
        journal_form.say(FORM)
        mine = [unit for unit in own if unit in (view().scope.departments or ())]
        unit = st.selectbox(_("Unit"), mine or own, format_func=check.called, key="check_unit")
        held = {status.unit: status.sign_off for status in check.statuses}[unit]
        if held is not None:
            st.success(
                _("Checked by {who}, {when}").format(who=held.author, when=journal_form.moment(held))
                + (f" · {note(held)}" if note(held) else ""),
                icon=":material/task_alt:",
            )
        with st.form("check_form", border=False):
            with st.container(horizontal=True):
                journal_form.name(FORM)
                st.text_input(_("Note"), max_chars=500, key="check_note", placeholder=_("optional"))
            with st.container(horizontal=True):
                st.form_submit_button(
                    _("Checked"),
                    type="primary",
                    icon=":material/task_alt:",
                    on_click=partial(_tick, check, unit),
                    key="check_tick",
                )
                if held is not None:
                    st.form_submit_button(
                        _("Take the tick back"), on_click=partial(_untick, check, unit), key="check_untick"
                    )
        _history(check, unit)


def _tick(check: WeeklyReview, unit: str) -> None:
    journal, note = journal_form.journal(), journal_form.text(FORM, "note")
    journal_form.keep(
        FORM,
        Action.SIGN_OFF,
        lambda by, now: signoffs.sign_off(journal, check.monday, unit, note, check.of(unit), by, now),
        mark("Sign-off saved."),
        unit=unit,
        clear=("note",),
    )


def _untick(check: WeeklyReview, unit: str) -> None:
    journal_form.keep(
        FORM,
        Action.SIGN_OFF,
        lambda by, now: signoffs.withdraw_sign_off(journal_form.journal(), check.monday, unit, by, now),
        mark("The tick is taken back; both stay in the history."),
        unit=unit,
    )


def _history(check: WeeklyReview, unit: str) -> None:
    entries = signoffs.history(journal_form.journal(), check.monday, unit)
    if not entries:
        return
    with st.expander(_("History of this week's tick ({n})").format(n=formatting.number(len(entries)))):
        for entry in entries:
            did = _("taken back") if entry.is_withdrawal else _("ticked")
            parts = [journal_form.moment(entry), entry.author, did, note(entry)]
            st.caption(" · ".join(filter(None, parts)))
