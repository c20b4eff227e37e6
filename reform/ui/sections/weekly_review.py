"""The weekly check on screen: the list, who has checked, and the tick with its note and name."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import calendars
from reform.monitoring import decisions, signoffs, tasks, weekly_review
from reform.monitoring.tasks import Matter
from reform.monitoring.weekly_review import ReviewInputs, WeeklyReview
from reform.storage import event_log
from reform.storage.journal import Entry, JournalFault
from reform.ui.components import chart_card, staleness_badge
from reform.ui.components.table_columns import dates
from reform.ui.context import journal_form, st, url_params
from reform.ui.context.view import ask, calendar, last_day, today, view

FORM = "check"
QUESTIONS = [source.question for source in tasks.SOURCES]


def look() -> tuple[WeeklyReview, str]:
    """The check in the reader's scope, and why the journal could not be read."""
    place = view()
    on = place.county.looked_on(last_day(place.county), today())
    monday = signoffs.week_of(place.scope.as_of, last_day(place.county), on)
    decided: dict[str, Entry] = {}
    ticked: dict[str, Entry] = {}
    fault = ""
    try:
        decided = journal_form.journal().latest(decisions.KIND, journal_form.until())
        ticked = signoffs.signed_off(journal_form.journal(), monday, journal_form.until())
    except JournalFault as problem:
        fault = problem.sentence
    told = ReviewInputs(
        on,
        staleness_badge.ages(),
        place.settings.owners,
        calendar(),
        () if place.county.is_sample else event_log.events(place.county.warehouse.folder),
        decided,
        ticked,
    )
    asked = lambda question, scope: ask(question, scope=scope)  # noqa: E731
    return weekly_review.review(asked, place.scope, place.last_week.as_of, monday, told), fault


# the list -------------------------------------------------------------------------------------


def matters(check: WeeklyReview) -> None:
    """The list: what, who owes it, until when, and a way to its rows."""
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
            )
            return
        rows = _narrowed(rows)
        frame = pd.DataFrame(
            {
                "kind": [matter.title for matter in rows],
                "subject": [matter.subject for matter in rows],
                "owner": [check.called(matter.owner) for matter in rows],
                "due_on": [matter.due_on for matter in rows],
                "days_left": pd.array([matter.days_left for matter in rows], dtype="Int64"),
                "new": [_("new") if matter.is_new else "" for matter in rows],
                "note": [matter.note for matter in rows],
                "reference": [matter.reference for matter in rows],
                "rows": [_address(matter) for matter in rows],
                "calendar_kind": [m.calendar_kind if m.days_left is not None else None for m in rows],
            }
        )
        columns = {
            "kind": _("Kind"),
            "subject": _("What"),
            "owner": _("Owed by"),
            "days_left": _("Days left (working days)"),
            "due_on": _("Due"),
            "new": _("Since last week"),
            "rows": _("Leads to"),
            "note": _("Note"),
            "reference": _("Number"),
        }
        chart_card.table(
            *calendars.by_row(frame, columns),
            key="check",
            title=_("This week's check"),
            codes=QUESTIONS,
            height=min(620, 40 + 35 * max(len(rows), 1)),
            config=dates("due_on")
            | {
                "rows": st.column_config.LinkColumn(
                    display_text=_("View"), help=_("Opens the item, or the page with the rows")
                )
            },
            on_screen=["rows"],
        )


def _narrowed(rows: Sequence[Matter]) -> Sequence[Matter]:
    """Only what is new, or only some kinds, as the reader chooses."""
    kinds = {
        kind: _("{title} {n}").format(title=_(tasks.KINDS[kind][0]), n=formatting.number(n))
        for kind, n in tasks.counts(rows).items()
    }
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
    return [
        matter for matter in rows if (matter.is_new or not is_new) and (not wanted or matter.kind in wanted)
    ]


def _address(matter: Matter) -> str:
    if matter.item_code is not None:
        return url_params.to_item(matter.item_code)
    return f"{matter.page}?{url_params.here()}"


# who has checked ------------------------------------------------------------------------------


def standings(check: WeeklyReview) -> None:
    """Every unit with its matters and its tick; those that have not checked come first."""
    rows = check.standings
    done = sum(one.tick is not None for one in rows)
    title = _("{done} of {n} units have checked this week").format(
        done=formatting.number(done), n=formatting.number(len(rows))
    )
    with chart_card.card(title, signoffs.week_line(check.monday)):
        if not rows:
            chart_card.nothing(_("No department is known"), _("Load the item list on the page Files."))
            return
        frame = pd.DataFrame(
            {
                "unit": [check.called(one.unit) for one in rows],
                "state": [_("checked") if one.tick else _("not yet") for one in rows],
                "matters": [one.matters for one in rows],
                "late": [one.late for one in rows],
                "who": [one.tick.author if one.tick else "" for one in rows],
                "when": [journal_form.moment(one.tick) if one.tick else "" for one in rows],
                "note": [note(one.tick) for one in rows],
                # other units are in no filter, and have no link
                "own": [_own_list(one.unit) if one.unit in check.departments else None for one in rows],
            }
        )
        chart_card.table(
            frame,
            {
                "unit": _("Unit"),
                "state": _("State"),
                "matters": _("Matters"),
                "late": _("Late"),
                "own": _("Own list"),
                "who": _("Checked by"),
                "when": _("When"),
                "note": _("Note"),
            },
            key="standings",
            title=_("Who has checked"),
            height=min(388, 40 + 35 * len(rows)),
            config={
                "own": st.column_config.LinkColumn(
                    display_text=_("View"), help=_("A link for this unit: it opens its own list")
                )
            },
            on_screen=["own"],
        )


def _own_list(unit: str) -> str:
    """A department's own link."""
    return f"check?{urlencode(url_params.query() | {'department': [unit]}, doseq=True)}"


def note(entry: Entry | None) -> str:
    """The note of a tick."""
    return str((entry.fields.get("note") if entry else None) or "")


def tick(check: WeeklyReview, fault: str) -> None:
    """The form: whose list was checked, with a note and a name; a tick can be taken back."""
    if fault:
        st.error(fault, icon=":material/report:")
        return
    if not journal_form.can_write() or not check.units:
        return
    mine = [unit for unit in check.units if unit in (view().scope.departments or ())]
    with chart_card.card(_("Tick: the list has been checked"), signoffs.week_line(check.monday)):
        journal_form.say(FORM)
        unit = st.selectbox(_("Unit"), mine or check.units, format_func=check.called, key="check_unit")
        held = {one.unit: one.tick for one in check.standings}[unit]
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
    note = journal_form.text(FORM, "note")
    journal_form.keep(
        FORM,
        lambda by, now: signoffs.sign_off(
            journal_form.journal(), check.monday, unit, note, check.of(unit), by, now
        ),
        mark("Sign-off saved."),
        clear=("note",),
    )


def _untick(check: WeeklyReview, unit: str) -> None:
    journal_form.keep(
        FORM,
        lambda by, now: signoffs.withdraw_sign_off(journal_form.journal(), check.monday, unit, by, now),
        mark("The tick is taken back; both stay in the history."),
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
