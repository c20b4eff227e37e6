"""The check report on screen, shown before anything is loaded.

Its parts: one line a file, the row balance, the mistakes with the workbook to correct them in, warnings, and
how the files were read. Zero counts are left out.
"""

from functools import partial
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked, bold
from reform.ingest.result import IngestResult
from reform.pipeline import load_messages, table_remarks
from reform.pipeline.load_report import LoadReport
from reform.reports import rejects_workbook
from reform.reports.rejects_workbook import totals
from reform.reports.rejects_workbook.totals import Outcome
from reform.schema.datasets import datasets
from reform.ui.context import st
from reform.ui.data_admin import downloads

MOST_ROWS = 2000
_MOST_SENTENCES = 10
_EDIT = Marked(":orange[:material/edit:] {said}")
_GOOD = Marked(":green[:material/check_circle:] {said}")
_SETTLED = Marked(":green[:material/task_alt:] {said}")


def show_report(result: LoadReport) -> None:
    """Show the check report."""
    _outcomes(result)
    if result.tables:
        frame = accounts(result)
        st.dataframe(frame, hide_index=True, height="content" if len(frame) <= 12 else 460)
    if result.rejects:
        _to_correct(result)
    _to_notice(result)
    _how_read(result)


# one line a file ------------------------------------------------------------------------------


def _outcomes(result: LoadReport) -> None:
    for problem in result.problems:
        where = totals.place(problem)
        sentence = Marked("**{place}**: {said}").format(place=where, said=problem.sentence)
        st.error(sentence, icon=":material/block:")
    with st.container(gap="xsmall"):
        _files(result)


def _files(result: LoadReport) -> None:
    rejected = totals.rejected_rows(result)
    for file, outcome in totals.outcomes(result).items():
        if outcome is Outcome.TO_CORRECT:
            said = Marked(_("**{file}**: {n} rows to correct"))
            st.markdown(_EDIT.format(said=said.format(file=file, n=formatting.number(rejected[file]))))
        elif outcome is Outcome.GOOD:
            said = Marked(_("**{file}**: every row is good"))
            st.markdown(_GOOD.format(said=said.format(file=file)))

    if settled := sum(table.resolved for table in result.tables):
        sentence = _("{n} earlier refusals settled").format(n=formatting.number(settled))
        st.markdown(_SETTLED.format(said=sentence))


def accounts(result: LoadReport) -> pd.DataFrame:
    """The row balance: outcomes of the rows of each table, without outcomes that no row has."""
    labels = {name: _(label) for name, label in load_messages.OUTCOMES.items()} | {
        "withdrawn": _("rows taken out")
    }
    counts = pd.DataFrame([{**t.balance.as_dict(), "withdrawn": t.withdrawn} for t in result.tables])
    counts = counts[[name for name in labels if name == "read" or counts[name].any()]].rename(columns=labels)
    counts.insert(0, _("Read as"), [either(datasets()[t.result.dataset].title) for t in result.tables])
    counts.insert(0, _("Files and sheets"), [totals.place(t.result) for t in result.tables])
    return counts


# what must be corrected -----------------------------------------------------------------------


def _to_correct(result: LoadReport) -> None:
    cells = sum(table.result.broken.total() for table in result.tables)
    st.markdown(
        Marked(_("**{rows} rows are refused** in {cells} cells:")).format(
            rows=formatting.number(result.balance.rejected), cells=formatting.number(cells)
        )
    )
    mistakes = totals.broken(result)
    st.markdown(Marked("\n").join(map(_sentence, mistakes[:_MOST_SENTENCES])))
    if len(mistakes) > _MOST_SENTENCES:
        more = formatting.number(len(mistakes) - _MOST_SENTENCES)
        st.caption(_("… and {n} more kinds of mistakes, all in the Excel file").format(n=more))
    downloads.button(
        _("Refused rows, ready to correct (Excel)"),
        partial(rejects_workbook.workbook, result),
        file=f"{_('Check report')}.xlsx",
        key="corrections",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        type="primary",
        help=_(
            "The refused rows in the layout of their file, the wrong cells coloured and commented. "
            "Correct them there and load the workbook as it is."
        ),
    )
    with st.expander(_("The refused cells, one by one")):
        if len(result.rejects) > MOST_ROWS:
            st.caption(_("The first {n}; the Excel file has more").format(n=formatting.number(MOST_ROWS)))
        st.dataframe(rejects_frame(result), hide_index=True, placeholder=formatting.MISSING, height=300)
    rows, cells = totals.untold(result)
    if rows or cells:
        st.caption(totals.untold_sentence(rows, cells))


def _sentence(broken: totals.Broken) -> Marked:
    """A kind of mistake in a sentence: column, count, what to do, and an example."""
    example = broken.example
    where = _("{place} row {row}").format(place=example.file, row=example.row)
    if example.value:
        where = f"{where}: {_one_line(example.value)}"
    return Marked("- {column} × {n}: {said} :gray[{where}]").format(
        column=bold(example.column) if example.column else _("the whole row"),
        n=formatting.number(broken.count),
        said=broken.sentence,
        where=where,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:60]


def rejects_frame(result: LoadReport) -> pd.DataFrame:
    """The first refused cells: where, what stood there, why and what to do."""
    rows: list[dict[str, Any]] = [
        {
            _("File"): reject.file,
            _("Sheet"): reject.sheet,
            _("Row"): reject.row,
            _("Column"): reject.column,
            _("Value"): reject.value,
            _("Why, and what to do"): load_messages.sentence(reject),
        }
        for reject in result.rejects[:MOST_ROWS]
    ]
    return pd.DataFrame(rows)


# what deserves a look -------------------------------------------------------------------------


def _to_notice(result: LoadReport) -> None:
    lines = [
        Marked("- {place}: {line}").format(place=totals.place(table.result), line=line)
        for table in result.tables
        for line in table_remarks.worth_a_look(table)
    ]
    lines += [Marked("- {line}").format(line=table_remarks.kept_apart(names)) for names in result.apart]
    if lines:
        st.markdown(Marked(_("**Accepted, but worth a look:**")))
        st.markdown(Marked("\n").join(lines))


# how the files were read ----------------------------------------------------------------------


def _how_read(result: LoadReport) -> None:
    if not result.tables and not result.ignored:
        return
    with st.expander(_("How the files were read, and which columns are not kept")):
        for table in result.tables:
            title = either(datasets()[table.result.dataset].title)
            st.markdown(Marked("**{place}** → {title}").format(place=totals.place(table.result), title=title))
            st.caption(" · ".join(_reading(table.result)))
        for ignored in result.ignored:
            st.caption(load_messages.left_out(ignored))


def _reading(result: IngestResult) -> list[str]:
    """How a table was read: its header row, why it is this dataset, hidden rows, columns not kept."""
    first, last = result.header_rows
    header = _("header in row {n}").format(n=last)
    if first < last:
        header = _("header in rows {first} to {last}").format(first=first, last=last)
    notes = [
        header,
        _("known by the columns {columns}").format(
            columns=table_remarks.joined(list(result.columns.values()))
        ),
    ]
    if result.profile:
        notes.append(_("read with the profile {profile}").format(profile=either(result.profile)))
    if result.others:
        others = table_remarks.joined([either(datasets()[name].title) for name in result.others])
        notes.append(_("it holds columns of {datasets} too, which are not read here").format(datasets=others))
    return [*notes, *table_remarks.hidden(result), *table_remarks.not_kept(result)]
