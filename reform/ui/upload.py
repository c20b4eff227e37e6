"""Upload: a check report before anything is kept, then one button that keeps it."""

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from reform import exports, profiles, report, wording
from reform.accounts import Report, TableReport
from reform.datasets import datasets
from reform.i18n import either, mark
from reform.i18n import gettext as _
from reform.intake import Options
from reform.load import check, load
from reform.readers import Source
from reform.ui import panel
from reform.ui.view import warehouse

CODINGS = {
    "": mark("the file writes words, or no digits"),
    "gb": mark("1 is very satisfied, 5 very dissatisfied (GB/T 39046)"),
    "stars": mark("5 is very satisfied, 1 very dissatisfied (stars)"),
}


def today() -> date:
    """The day of loading; tests give it."""
    given = os.environ.get("REFORM_TODAY")
    return date.fromisoformat(given) if given else date.today()


def show() -> None:
    """Choose files, read the check report, keep the rows."""
    _say_what_happened()
    st.session_state.setdefault("upload_round", 0)
    files = st.file_uploader(
        _("Drop the files the departments sent: xlsx, xls, csv, or a zip of them"),
        accept_multiple_files=True,
        key=f"upload_{st.session_state['upload_round']}",
        help=_(
            "Columns no dataset declares, such as names, ID numbers and phones, are never written anywhere."
        ),
    )
    options = _options()
    if not files:
        return
    sources = [Source(file.name, file.getvalue()) for file in files]
    result = _checked(tuple(file.file_id for file in files), sources, options)
    show_report(result)
    _decide(result, sources, options)


def _checked(files: tuple[str, ...], sources: Sequence[Source], options: Options) -> Report:
    """The check report, made once for the same files, options and state of the warehouse."""
    asked = (files, options, warehouse().current())
    kept = st.session_state.get("upload_checked")
    if kept is None or kept[0] != asked:
        with st.spinner(_("Checking …")):
            kept = (asked, check(warehouse(), sources, options, today=today()))
        st.session_state["upload_checked"] = kept
    result: Report = kept[1]
    return result


def _options() -> Options:
    with st.expander(_("The files are of another system, or digits need a meaning")):
        first, second, third = st.columns(3)
        titles = profiles.titles()
        dataset = first.selectbox(
            _("Dataset"),
            ["", *datasets()],
            format_func=lambda name: either(datasets()[name].title) if name else _("found by its headers"),
            key="upload_dataset",
        )
        profile = second.selectbox(
            _("Profile of the source system"),
            ["", *titles],
            format_func=lambda name: either(titles[name]) if name else _("none: our own headers"),
            key="upload_profile",
        )
        coding = third.selectbox(
            _("Satisfaction given as digits"),
            list(CODINGS),
            format_func=lambda code: _(CODINGS[code]),
            key="upload_coding",
        )
    chosen = profiles.load(profile) if profile else profiles.Profile()
    return Options(chosen, dataset or None, coding or None)


def _decide(result: Report, sources: Sequence[Source], options: Options) -> None:
    if result.problems:
        return
    if not result.changes and not result.balance.rejected:
        st.info(_("Nothing would change: every row is already loaded."), icon=":material/check:")
        return
    with st.container(horizontal=True):
        if not result.balance.rejected:
            if st.button(_("Load"), type="primary", icon=":material/publish:", key="load"):
                _load(sources, options, accept_good=False)
        elif result.changes and st.button(
            _("Load the good rows only"),
            icon=":material/publish:",
            key="load_good",
            help=_("The refused rows stay in the list below the history until they come back corrected."),
        ):
            _load(sources, options, accept_good=True)


def _load(sources: Sequence[Source], options: Options, *, accept_good: bool) -> None:
    with st.status(_("Loading …"), expanded=True) as status:
        try:
            result = load(
                warehouse(),
                sources,
                options,
                today=today(),
                accept_good=accept_good,
                progress=lambda name, subject: status.update(label=report.step(name, subject)),
            )
        except OSError as problem:
            st.error(
                _("The warehouse {folder} cannot be written ({reason}). Nothing was published.").format(
                    folder=warehouse().folder, reason=problem.strerror or type(problem).__name__
                )
            )
            return
    st.session_state.pop("upload_checked", None)
    st.session_state["upload_said"] = report.verdict(result, checked_only=False)
    st.session_state["upload_round"] += 1
    st.rerun()


def _say_what_happened() -> None:
    said = st.session_state.pop("upload_said", None)
    if said:
        st.success(said, icon=":material/check_circle:")


# the report -----------------------------------------------------------------------------------


def show_report(result: Report) -> None:
    """What would happen, table by table, and what must be corrected."""
    for problem in result.problems:
        place = wording.plain(_place(problem.file, problem.sheet))
        st.error(f"**{place}**: {wording.plain(problem.sentence)}", icon=":material/block:")
    for table in result.tables:
        _show_table(table)
    for file, sheet in result.ignored:
        st.caption(
            _("{place}: no dataset recognised, left out").format(place=wording.plain(_place(file, sheet)))
        )
    if result.rejects:
        _show_rejects(result)


def _place(file: str, sheet: str | None) -> str:
    return f"{file} [{sheet}]" if sheet else file


def _show_table(table: TableReport) -> None:
    taken = table.taken
    place = wording.plain(_place(taken.file, taken.sheet))
    with st.container(border=True, gap="small"):
        st.markdown(f"**{place}** → {either(datasets()[taken.dataset].title)}")
        st.markdown(report.balance_line(table.balance))
        notes = [_("header in row {n}").format(n=taken.header_row)]
        if taken.dropped:
            notes.append(
                _("columns not kept: {columns}").format(columns=wording.plain("、".join(taken.dropped)))
            )
        if taken.scrubbed:
            notes.append(_("personal data taken out of {n} cells").format(n=taken.scrubbed))
        st.caption(" · ".join(notes))
        noticed = report.noticed(taken)
        if noticed:
            st.caption(_("Noticed: {what}").format(what="; ".join(noticed)))


def _show_rejects(result: Report) -> None:
    st.markdown(
        _("**{rows} rows are refused** in {cells} cells:").format(
            rows=wording.number(result.balance.rejected), cells=wording.number(len(result.rejects))
        )
    )
    for _rule, count, example in report.by_rule(result.rejects):
        st.markdown(f"- {wording.number(count)} × {wording.plain(report.sentence(example))}")
    frame = rejects_frame(result)
    st.dataframe(frame.head(2000), hide_index=True, placeholder=wording.MISSING, height=300)
    st.download_button(
        _("Refused cells as Excel"),
        panel.in_this_language(
            lambda: exports.xlsx_bytes(frame, _("Refused cells"), [report.verdict(result, checked_only=True)])
        ),
        file_name=f"{_('Refused cells')}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="rejects_xlsx",
    )


def rejects_frame(result: Report) -> pd.DataFrame:
    """The refused cells: where, what stood there, why and what to do."""
    rows: list[dict[str, Any]] = [
        {
            _("File"): reject.file,
            _("Sheet"): reject.sheet,
            _("Row"): reject.row,
            _("Column"): reject.column,
            _("Value"): reject.value,
            _("Why, and what to do"): report.sentence(reject),
        }
        for reject in result.rejects
    ]
    return pd.DataFrame(rows)
