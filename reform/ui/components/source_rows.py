"""The rows behind a figure as a table: headers from the datasets' declarations, codes as words."""

from functools import cache

import pandas as pd

from reform.common import code_lists
from reform.common.i18n import either, language, mark
from reform.common.i18n import gettext as _
from reform.metrics import calendars
from reform.metrics.query import Question
from reform.schema.datasets import datasets
from reform.ui.components import chart_card
from reform.ui.components.table_columns import dates
from reform.ui.context.view import worded

# What is derived, and so in no declaration; a declared column is called by its meaning there.
DERIVED = {
    "item_code": mark("Item code"),
    "item_name": mark("Item"),
    "department": mark("Department"),
    "batch": mark("Batch"),
    "planned_on": mark("Planned"),
    "stage": mark("Stage"),
    "stage_on": mark("Since"),
    "flags": mark("Handovers"),
    "is_transferred": mark("Transferred"),
    "is_in_place": mark("In place"),
    "is_overdue": mark("Overdue"),
    "counted": mark("Counted in the headline"),
    "statutory_days": mark("Statutory limit"),
    "promised_days": mark("Promised limit"),
    "case_no": mark("Case number"),
    "channel": mark("Channel"),
    "accepted_on": mark("Accepted"),
    "completed_on": mark("Completed"),
    "working_days": mark("Working days used"),
    "elapsed_days": mark("Working days so far"),
    "days_left": mark("Days left"),
    "paused_days": mark("Suspended days"),
    "is_paused": mark("Suspended now"),
    "deadline": mark("Due"),
    "due_on": mark("Due"),
    "on_time": mark("On time"),
    "side": mark("Before or after the transfer"),
    "reference": mark("Number"),
    "level": mark("Level"),
    "rated_on": mark("Rated"),
    "is_default": mark("Given by the system"),
    "valid": mark("Valid"),
    "bad": mark("Bad"),
    "rectified_on": mark("Rectified"),
    "ended_on": mark("Last step done"),
    "started_on": mark("Began"),
    "applied_on": mark("Applied for"),
    "first_on": mark("First notice"),
    "days_to_notice": mark("Working days to the first notice"),
    "notices": mark("Notices"),
    "all_at_once": mark("Everything said at once"),
    "held_on": mark("Day"),
    "topic": mark("Topic"),
    "content": mark("Content (scrubbed)"),
    "received_on": mark("Received"),
    "answered_on": mark("Answered"),
    "closed_on": mark("Closed"),
    "days_to_answer": mark("Working days to an answer"),
    "staff_counted": mark("Window staff counted"),
    "live_on": mark("Went live"),
    "trained_on": mark("Last training before"),
    "trained_later": mark("First training since"),
    "was_trained": mark("Trained for"),
    "transferred_on": mark("Transferred on"),
    "is_handed": mark("Ever handed off"),
    "cases_done": mark("Cases completed since the transfer"),
    "file": mark("File"),
    "sheet": mark("Sheet"),
    "source_row": mark("Row in the file"),
}
SIDES = {"before": mark("before"), "after": mark("after"), "none": mark("not transferred")}


def show(rows: pd.DataFrame, question: Question, listed: Question) -> None:
    """The rows with their sources, ready to be taken away."""
    if rows.empty:
        chart_card.nothing(_("No row in this selection"), _("Widen the period or the filters."))
        return
    shown = rows.assign(**{name: _in_words(name, rows[name], listed) for name in rows.columns})
    headings = {name: header(name, listed) for name in rows.columns if name != "calendar_kind"}
    if "calendar_kind" in rows:
        shown, headings = calendars.by_row(shown, headings)
    else:
        headings = {name: worded(question.code, heading) for name, heading in headings.items()}
    chart_card.table(
        shown,
        headings,
        key=f"rows_{question.code}",
        title=either(question.name),
        codes=[question.code],
        height=560,
        config=dates(*(name for name in rows.columns if pd.api.types.is_datetime64_any_dtype(rows[name]))),
    )


def header(name: str, listed: Question) -> str:
    """What a column of the rows is called on screen: as derived, else as the list's datasets declare it."""
    if name in DERIVED:
        return _(DERIVED[name])
    return _declared(language(), listed.uses).get(name, name)


@cache
def _declared(spoken: str, uses: tuple[str, ...]) -> dict[str, str]:
    """The headers of the declared columns: as files have them, or their English names. Where several
    datasets have a column of one name, the first the list uses gives its header."""
    order = [*uses, *(name for name in datasets() if name not in uses)]
    columns = [column for name in reversed(order) for column in datasets()[name].columns]
    return {c.name: c.header if spoken == "zh" else c.name.replace("_", " ").capitalize() for c in columns}


def _in_words(name: str, values: pd.Series, listed: Question) -> pd.Series:
    """Codes as words; what is no code stays."""
    words = _list_of(name, listed)
    if name == "side":
        return values.map({side: _(word) for side, word in SIDES.items()})
    if words is None:
        return values
    known = code_lists.code_lists()[words]
    return values.map(lambda value: code_lists.label(words, _key(value)) if _key(value) in known else value)


def _key(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _list_of(name: str, listed: Question) -> str | None:
    """The code list of a column, by the first dataset the list uses that declares it."""
    for dataset in listed.uses:
        for column in datasets()[dataset].columns:
            if column.name == name and (column.codes or column.type == "level"):
                return column.codes or "level"
    return None
