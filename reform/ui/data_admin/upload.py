"""Upload: shows a check report before anything is loaded, then a button that loads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import duckdb

from reform.common import errors
from reform.common.errors import ReformError
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.common.markdown import plain
from reform.common.permissions import Action
from reform.ingest.readers import FileRefused, Source, TextTable, open_tables
from reform.ingest.result import Options
from reform.pipeline import load_messages, operations, progress
from reform.pipeline.load import check_read
from reform.pipeline.load_report import LoadReport
from reform.pipeline.reading import ReadFiles
from reform.pipeline.sample_report import sample_report
from reform.schema import profiles
from reform.schema.datasets import datasets
from reform.ui.components import operation_status
from reform.ui.context import notices, st, user
from reform.ui.context.view import today, warehouse
from reform.ui.data_admin import column_mapping, rating_scale
from reform.ui.data_admin.check_report import show_report

NOT_CHECKED = mark(
    "The folder for temporary files cannot be written ({reason}). Nothing was checked. Make room on the disk "
    "and choose the files again."
)
KEY = "upload"
# Refusals because of unknown headers, which can be mapped by hand.
CAN_BE_MAPPED = ("column_missing", "sheet_unknown")


class NotCompared(ReformError):
    """The rows that are loaded cannot be read, so files cannot be checked against them."""

    def __init__(self, problem: Exception) -> None:
        message = mark(
            "The files cannot be compared with what is loaded ({reason}). Nothing was changed. "
            "Reload the page and choose them again; the page Health says what is damaged."
        )
        reason = errors.reason(problem) if isinstance(problem, OSError) else type(problem).__name__
        super().__init__(message, reason=reason)


def show() -> None:
    """Show the uploader, the check report and the button that loads."""
    notices.show(KEY, ":material/check_circle:")
    st.session_state.setdefault("upload_round", 0)
    files = st.file_uploader(
        _("Drop the files the departments sent: xlsx, xls, csv, Parquet, or a zip of them"),
        accept_multiple_files=True,
        key=f"upload_{st.session_state['upload_round']}",
        help=_(
            "Columns no dataset declares, such as names, ID numbers and phones, are never written anywhere."
        ),
    )
    options = _options()
    if not files:
        _forget()
        return
    sources = [Source(file.name, file.getvalue()) for file in files]
    chosen = tuple(file.file_id for file in files)
    options = replace(options, satisfaction=_coding_chosen_for(chosen))
    try:
        files_read = _read(chosen, sources, options)
        result = _checked(files_read, sources)
    except (ReformError, OSError) as problem:
        _forget()
        st.error(operation_status.reason(problem, NOT_CHECKED))
        return
    rating_scale.show(result, _digits(result))
    show_report(result)
    _map_by_hand(result, sources, options)
    _decide(result, sources, files_read)


def _read(chosen: tuple[str, ...], sources: Sequence[Source], options: Options) -> ReadFiles:
    """The files as read, once for both check and load while files and options stay the same."""
    asked = (chosen, options, today())
    kept: tuple[object, ReadFiles] | None = st.session_state.get("upload_read")
    if kept is None or kept[0] != asked:
        _forget()
        kept = (asked, ReadFiles(sources, options, today()))
        st.session_state["upload_read"] = kept
    return kept[1]


def _forget() -> None:
    """Remove the files as read, with their temporary rows."""
    st.session_state.pop("upload_checked", None)
    if kept := st.session_state.pop("upload_read", None):
        kept[1].close()


def _checked(files_read: ReadFiles, sources: Sequence[Source]) -> LoadReport:
    """The check report, made once for the same files and snapshot."""
    current = warehouse().current()
    kept: tuple[str | None, LoadReport] | None = st.session_state.get("upload_checked")
    if kept is None or kept[0] != current:
        with st.spinner(_("Checking …")):
            kept = (current, sample_report(sources) or _compared(files_read))
        st.session_state["upload_checked"] = kept
    return kept[1]


def _compared(files_read: ReadFiles) -> LoadReport:
    list(files_read)  # first the files: an OSError here is one of the folder for temporary files
    try:
        return check_read(warehouse(), files_read)
    except (OSError, duckdb.Error) as problem:
        raise NotCompared(problem) from problem


def _coding_chosen_for(files: tuple[str, ...]) -> str | None:
    """The coding chosen for the digits in these files; the choice is forgotten when the files change."""
    if st.session_state.get("upload_coding_of") != files:
        st.session_state["upload_coding_of"] = files
        st.session_state.pop(rating_scale.KEY, None)
    coding: str | None = st.session_state.get(rating_scale.KEY)
    return coding


def _digits(result: LoadReport) -> dict[str, Counter[int]]:
    """The bare satisfaction digits of each file."""
    digits: dict[str, Counter[int]] = {}
    for table in result.tables:
        if table.result.digits:
            digits.setdefault(table.result.file, Counter()).update(table.result.digits)
    return digits


def _options() -> Options:
    with st.expander(_("The files come from another system, or hold a whole period")):
        first, second = st.columns(2)
        shipped = profiles.titles()
        saved = {profile.name: profile for profile in profiles.saved(warehouse().folder)}
        titles = shipped | {name: profile.title for name, profile in saved.items()}
        with first:
            dataset = st.selectbox(
                _("Dataset"),
                ["", *datasets()],
                format_func=lambda name: (
                    either(datasets()[name].title) if name else _("found by its headers")
                ),
                key="upload_dataset",
            )
        with second:
            profile = st.selectbox(
                _("Profile of the source system"),
                ["", *titles],
                format_func=lambda name: (
                    either(titles[name]) if name else _("none, or the one remembered for its headers")
                ),
                key="upload_profile",
            )
        period = _period()
    chosen = saved[profile] if profile in saved else profiles.load(profile) if profile else profiles.Profile()
    return Options(chosen, dataset or None, saved=tuple(saved.values()), replaces=period)


def _period() -> tuple[date, date] | None:
    whole = st.toggle(
        _("The files are the whole of a period, exported again"),
        key="upload_whole",
        help=_("Rows kept of these days that the files no longer hold are taken out; history keeps them."),
    )
    if not whole:
        return None
    last = today().replace(day=1) - timedelta(1)
    days = st.date_input(
        _("First and last day of the period"),
        (last.replace(day=1), last),
        max_value=today(),
        key="upload_period",
    )
    return days if isinstance(days, tuple) and len(days) == 2 else None


def _map_by_hand(result: LoadReport, sources: Sequence[Source], options: Options) -> None:
    """Show the mapping form for the first table whose columns were not found."""
    lost = next((problem for problem in result.problems if problem.rule in CAN_BE_MAPPED), None)
    table = _table_of(lost, sources) if lost is not None else None
    if table is None:
        return
    with st.container(border=True):
        if column_mapping.show(table, options.dataset, options) is not None:
            st.rerun()


def _table_of(problem: FileRefused, sources: Sequence[Source]) -> TextTable | None:
    for source in sources:
        if problem.file.startswith(source.display_name):
            for table in open_tables(source):
                if (table.file, table.sheet) == (problem.file, problem.sheet):
                    return table
    return None


def _decide(result: LoadReport, sources: Sequence[Source], files_read: ReadFiles) -> None:
    if result.problems:
        return
    if result.is_sample:
        st.info(load_messages.verdict(result, checked_only=True), icon=":material/info:")
        return
    if not result.changes and not result.balance.rejected:
        st.info(_("Nothing would change: every row is already loaded."), icon=":material/check:")
        return
    with st.container(horizontal=True):
        if not result.balance.rejected:
            if st.button(_("Load"), type="primary", icon=":material/publish:", key="load"):
                _load(sources, files_read, accept_good=False)
        elif result.changes and st.button(
            _("Load the good rows only"),
            icon=":material/publish:",
            key="load_good",
            help=_("The refused rows stay in the list below the history until they come back corrected."),
        ):
            _load(sources, files_read, accept_good=True)


def _load(sources: Sequence[Source], files_read: ReadFiles, *, accept_good: bool) -> None:
    with st.status(_("Loading …"), expanded=True) as status:
        try:
            result = operations.load(
                warehouse(),
                sources,
                files_read.options,
                today=today(),
                checked=files_read,
                accept_good=accept_good,
                progress=lambda name, subject: status.update(label=plain(progress.line(name, subject))),
                by=user.actor(Action.LOAD),
            )
        except operation_status.REFUSALS as problem:
            st.error(operation_status.reason(problem))
            return
    _forget()
    notices.keep(KEY, load_messages.verdict(result, checked_only=False))
    st.session_state["upload_round"] += 1
    st.rerun()
