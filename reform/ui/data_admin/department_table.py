"""The county's own table of department names: shows it, downloads it, adds and withdraws rows.

Each change is an import of the dataset ``departments`` like any other file, with its snapshot, its line in
the history and its undo.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from reform.common import formatting, frames
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.common.permissions import Action
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.models.departments import resolve
from reform.pipeline import load_messages, operations
from reform.reports import spreadsheets
from reform.schema.datasets import datasets
from reform.ui.components import operation_status
from reform.ui.components.table_columns import dates
from reform.ui.context import notices, st, user
from reform.ui.context.view import today, warehouse
from reform.ui.data_admin import downloads

DATASET = datasets()["departments"]


def show(table: pd.DataFrame) -> None:
    """Show the table, and its downloads, which can be loaded again."""
    if table.empty:
        return
    headers = {
        "alias": _("Name in the files"),
        "standard": _("Department"),
        "valid_from": _("From"),
        "valid_to": _("Until"),
        "withdrawn": _("Taken back"),
    }
    st.dataframe(
        table.rename(columns=headers),
        hide_index=True,
        placeholder=formatting.MISSING,
        column_config={
            headers[name]: value for name, value in dates("valid_from", "valid_to").items() if name in headers
        },
        key="departments_table",
    )
    title = either(DATASET.title)
    made = resolve.as_file(frames.records(table))
    with st.container(horizontal=True, gap="small"):
        as_csv = partial(spreadsheets.csv_bytes, made)
        as_xlsx = partial(spreadsheets.xlsx_bytes, made, title, [])
        downloads.button("CSV", as_csv, file=f"{title}.csv", key="departments_csv")
        downloads.button("Excel", as_xlsx, file=f"{title}.xlsx", key="departments_xlsx")
        st.caption(
            _("Change the file and load it again: it replaces the rows with the same name and first day.")
        )


def add(known: Mapping[str, str]) -> None:
    """Show the form that adds a row."""
    with (
        st.popover(_("Add a name"), icon=":material/add:"),
        st.form("departments_add", border=False, clear_on_submit=True),
    ):
        alias = st.text_input(_("Name in the files"), key="departments_alias")
        standard = st.selectbox(
            _("Department"),
            sorted(set(known.values())),
            index=None,
            placeholder=_("choose, or type a new one"),
            accept_new_options=True,
            key="departments_standard",
        )
        first = _date(_("From"), "departments_from")
        last = _date(_("Until"), "departments_until")
        if st.form_submit_button(_("Save"), type="primary", key="departments_add_save"):
            if alias.strip() and standard:
                keep([{"alias": alias, "standard": standard, "valid_from": first, "valid_to": last}])
            else:
                st.error(_("Give both the name and the department it stands for."))


def _date(label: str, key: str) -> date | None:
    chosen: date | None = st.date_input(
        label, None, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", key=key
    )
    return chosen


def take_back(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show the form that withdraws a row."""
    if not rows:
        return
    with (
        st.popover(_("Take a name back"), icon=":material/remove:"),
        st.form("departments_withdraw", border=False),
    ):
        number = st.selectbox(
            _("Row"), range(len(rows)), format_func=lambda n: _as_line(rows[n]), key="departments_row"
        )
        st.caption(_("The row stays in the table as taken back, and the name is read as it was without it."))
        if st.form_submit_button(_("Take back"), type="primary", key="departments_withdraw_save"):
            keep([{**rows[number], "withdrawn": True}])


def _as_line(row: Mapping[str, Any]) -> str:
    span = [formatting.day(row[end]) if row[end] else "" for end in ("valid_from", "valid_to")]
    return f"{row['alias']} → {row['standard']}" + (f" ({span[0]} – {span[1]})" if any(span) else "")


def keep(rows: Iterable[Mapping[str, Any]]) -> None:
    """Load the rows as one file; if any is refused, show why and write nothing."""
    file = Source(resolve.FILE, spreadsheets.csv_bytes(resolve.as_file(rows)))
    try:
        result = operations.load(
            warehouse(),
            [file],
            Options(dataset=DATASET.name),
            today=today(),
            by=user.actor(Action.NAME_DEPARTMENTS),
        )
    except operation_status.REFUSALS as problem:
        st.error(operation_status.reason(problem))
        return
    for reject in result.rejects:
        st.error(load_messages.sentence(reject))
    if not result.rejects:
        notices.keep("departments", load_messages.verdict(result, checked_only=False))
        st.rerun()


def say_what_happened() -> None:
    """Show the notice of the last change."""
    notices.show("departments", ":material/check_circle:")
