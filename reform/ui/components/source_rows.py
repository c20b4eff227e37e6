"""The rows behind a figure as a table: headers from the datasets' declarations, codes as words."""

from functools import cache

import pandas as pd

from reform.common import code_lists
from reform.common.i18n import either, language, mark
from reform.common.i18n import gettext as _
from reform.metrics import calendars
from reform.metrics.query import Metric
from reform.schema.datasets import datasets
from reform.ui.components import chart_card
from reform.ui.components.column_headers import columns
from reform.ui.context.view import worded

# Derived columns, which no dataset declares; declared columns take their header from the declaration.
DERIVED = (
    "item_code item_name department batch planned_on stage stage_on flags is_transferred is_in_place "
    "is_overdue counted statutory_days promised_days case_no channel accepted_on completed_on "
    "working_days elapsed_days days_left paused_days is_paused deadline due_on on_time side reference "
    "level rated_on is_default valid bad rectified_on ended_on started_on applied_on first_on "
    "days_to_notice notices all_at_once held_on topic content received_on answered_on closed_on "
    "days_to_answer staff_counted live_on trained_on trained_later was_trained transferred_on is_handed "
    "cases_done file sheet source_row calendar_kind"
)
SIDES = {"before": mark("before"), "after": mark("after"), "none": mark("not transferred")}


def show(rows: pd.DataFrame, metric: Metric, listed: Metric) -> None:
    """Show the rows with file, sheet and row they came from, and their downloads."""
    if rows.empty:
        chart_card.nothing(_("No row in this selection"), _("Widen the period or the filters."))
        return
    shown = rows.assign(**{name: _in_words(name, rows[name], listed) for name in rows.columns})
    known = headers(listed)
    headings = {name: known.get(name, name) for name in rows.columns if name != "calendar_kind"}
    if "calendar_kind" in rows:
        shown, headings = calendars.by_row(shown, headings)
    else:
        headings = {name: worded(metric.code, heading) for name, heading in headings.items()}
    chart_card.table(
        shown,
        headings,
        key=f"rows_{metric.code}",
        title=either(metric.name),
        codes=[metric.code],
        height=560,
    )


def headers(listed: Metric) -> dict[str, str]:
    """The header of each column: that of a derived column, else that which the list's datasets declare."""
    derived = columns(
        DERIVED,
        bad=_("Bad"),
        side=_("Before or after the transfer"),
        calendar_kind=_("Counted in"),
    )
    return _declared(language(), listed.uses) | derived


@cache
def _declared(spoken: str, uses: tuple[str, ...]) -> dict[str, str]:
    """The headers of declared columns: Chinese as in the files, or the English name. Of several datasets
    with a column of one name, the first that the list uses gives the header."""
    order = [*uses, *(name for name in datasets() if name not in uses)]
    columns = [column for name in reversed(order) for column in datasets()[name].columns]
    return {c.name: c.header if spoken == "zh" else c.name.replace("_", " ").capitalize() for c in columns}


def _in_words(name: str, values: pd.Series, listed: Metric) -> pd.Series:
    """Replace codes by their labels; other values stay."""
    words = _list_of(name, listed)
    if name == "side":
        return values.map({side: _(word) for side, word in SIDES.items()})
    if words is None:
        return values
    codes = code_lists.code_lists()[words]
    return values.map(lambda value: code_lists.label(words, _key(value)) if _key(value) in codes else value)


def _key(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _list_of(name: str, listed: Metric) -> str | None:
    """The code list of a column, by the first dataset the list uses that declares it."""
    for dataset in listed.uses:
        for column in datasets()[dataset].columns:
            if column.name == name and (column.codes or column.type == "level"):
                return column.codes or "level"
    return None
