"""What is kept: coverage, history and undo, refused rows that still wait, templates, data dictionary."""

import json
from functools import partial

import pandas as pd
import streamlit as st

from reform import codes, report, templates, wording
from reform.datasets import Dataset, datasets
from reform.i18n import either
from reform.i18n import gettext as _
from reform.ui import panel
from reform.ui.tables import dates
from reform.ui.view import ask, view, warehouse
from reform.warehouse import NothingToUndo, Snapshot


def coverage() -> None:
    """Rows, first and last day of each dataset; what is unmatched or provisional."""
    rows = ask("coverage")
    counts = dict(zip(rows["dataset"], rows["rows"], strict=True))
    loose, provisional = counts.pop("unmatched"), counts.pop("provisional")
    counts.pop("other_calendar")
    stray = counts.pop("stray_stages") + counts.pop("stray_pauses")
    shown = rows[rows["dataset"].isin(list(counts))]
    shown = shown.assign(title=[either(datasets()[name].title) for name in shown["dataset"]])
    panel.table(
        shown,
        {"title": _("Dataset"), "rows": _("Rows"), "first_on": _("First day"), "last_on": _("Last day")},
        key="coverage",
        title=_("What is loaded"),
        config=dates("first_on", "last_on"),
    )
    if loose:
        st.warning(
            _(
                "{n} cases belong to no item of the list (unmatched): they count in the times used, "
                "and have no limit to compare with. Check their item codes."
            ).format(n=wording.number(loose)),
            icon=":material/link_off:",
        )
    if stray:
        st.warning(
            _(
                "{n} stage or pause rows name an item or case that is not loaded: they count nowhere. "
                "Check their codes."
            ).format(n=wording.number(stray)),
            icon=":material/link_off:",
        )
    if provisional:
        st.warning(
            _(
                "{n} cases rest on a year whose holidays are not published: counted by weekday, provisional. "
                "Load the new notice as the dataset 工作日历."
            ).format(n=wording.number(provisional)),
            icon=":material/event_busy:",
        )


def history() -> None:
    """Every snapshot with the account of its files; the last one can be undone."""
    rows = report.history(warehouse())
    if not rows:
        st.caption(_("Nothing has been loaded yet: the pages show the fictional sample county."))
        return
    said = st.session_state.pop("undo_said", None)
    if said:
        st.success(wording.plain(said), icon=":material/undo:")
    current = warehouse().current()
    for snapshot in warehouse().history():
        if snapshot.id == current:
            _undo_button(snapshot)
    files = [
        {
            "snapshot": row["snapshot"],
            "state": report.state(row),
            "published_at": row["published_at"].replace("T", " "),
            "place": file["file"] + (f" [{file['sheet']}]" if file["sheet"] else ""),
            "dataset": either(datasets()[file["dataset"]].title),
            **{name: file[name] for name in report.OUTCOMES},
        }
        for row in rows
        for file in row["files"]
    ]
    panel.table(
        pd.DataFrame(files),
        {
            "snapshot": _("Snapshot"),
            "state": _("State"),
            "published_at": _("Published"),
            "place": _("File"),
            "dataset": _("Dataset"),
            **{name: _(label) for name, label in report.OUTCOMES.items()},
        },
        key="history",
        title=_("History"),
    )


def _undo_button(current: Snapshot) -> None:
    with st.popover(_("Undo the last load"), icon=":material/undo:"):
        st.markdown(
            _(
                "Snapshot {id} ({files}) is taken back; the dashboard shows the state before it. "
                "Its files can be loaded again."
            ).format(id=current.id, files=wording.plain(report.files_of(current)))
        )
        st.button(_("Undo now"), type="primary", key="undo", on_click=_undo, args=(current.id,))


def _undo(seen: str) -> None:
    """Take back the snapshot the reader saw, not one that a colleague published meanwhile."""
    try:
        undone, now = warehouse().undo(expected=seen)
    except NothingToUndo:
        said = _("There is nothing to undo, or somebody has loaded since. Look at the history again.")
    else:
        done = _("Undone: snapshot {id} ({files}).").format(id=undone.id, files=report.files_of(undone))
        after = _("Now: snapshot {id}.").format(id=now) if now else _("Now: nothing is loaded.")
        said = f"{done} {after}"
    st.session_state["undo_said"] = said


def waiting() -> None:
    """Refused cells of files whose good rows were kept: what still has to come back corrected."""
    rows = ask("rejects")
    if rows.empty or view().county.is_sample:
        return
    with st.expander(_("{n} refused cells wait for correction").format(n=wording.number(len(rows)))):
        sentences = [
            report.why(rule, json.loads(words))
            for rule, words in zip(rows["rule"], rows["words"], strict=True)
        ]
        panel.table(
            rows.assign(why=sentences),
            {
                "file": _("File"),
                "sheet": _("Sheet"),
                "row_no": _("Row"),
                "column_header": _("Column"),
                "value": _("Value"),
                "why": _("Why, and what to do"),
            },
            key="waiting",
            title=_("Refused cells"),
        )


def templates_and_dictionary() -> None:
    """A blank Excel template of each dataset, and what each of its columns means."""
    with st.container(horizontal=True):
        for dataset in datasets().values():
            title = either(dataset.title)
            st.download_button(
                title,
                panel.in_this_language(partial(templates.workbook, dataset)),
                file_name=f"{title}.xlsx",
                on_click="ignore",
                icon=":material/download:",
                key=f"template_{dataset.name}",
            )
    for dataset in datasets().values():
        with st.expander(f"{either(dataset.title)} — {either(dataset.means)}"):
            _dictionary(dataset)


def _dictionary(dataset: Dataset) -> None:
    st.dataframe(
        pd.DataFrame(
            [
                {
                    _("Column"): column.header,
                    _("Name in the program"): column.name,
                    _("Required"): _("yes") if column.required else "",
                    _("Meaning"): either(column.means),
                    _("Other headers that match"): "、".join(column.also),
                    _("Accepted words"): codes.words(column.codes) if column.codes else "",
                }
                for column in dataset.columns
            ]
        ),
        hide_index=True,
        key=f"columns_{dataset.name}",
    )
