"""What is loaded: coverage, history and undo, refused rows to be corrected, templates, data dictionary."""

from collections.abc import Container, Mapping
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa

from reform.common import code_lists, formatting
from reform.common.i18n import either, mark
from reform.common.i18n import gettext as _
from reform.pipeline import history, load_messages
from reform.reports import templates
from reform.schema.datasets import Dataset, datasets
from reform.ui.components import chart_card
from reform.ui.context import st
from reform.ui.context.view import ask, view, warehouse
from reform.ui.data_admin import downloads, snapshot_names, undo

# Warnings: cases without an item, rows without a case or item, days of a year without published holidays.
WARNINGS = (
    (
        "link_off",
        mark(
            "{n} cases belong to no item of the list (unmatched): they count in the times used, "
            "and have no limit to compare with. Check their item codes."
        ),
    ),
    (
        "link_off",
        mark(
            "{n} stage or pause rows name an item or case that is not loaded: they count nowhere. "
            "Check their codes."
        ),
    ),
    (
        "event_busy",
        mark(
            "{n} cases rest on a year whose holidays are not published: counted by weekday, provisional. "
            "Load the new notice as the dataset 工作日历."
        ),
    ),
)


def coverage() -> None:
    """Show rows, first and last day of each dataset, and warnings of unmatched and provisional rows."""
    rows = ask("coverage")
    counts = dict(zip(rows["dataset"], rows["rows"], strict=True))
    loose, provisional = counts.pop("unmatched"), counts.pop("provisional")
    counts.pop("other_calendar")
    stray = counts.pop("stray_stages") + counts.pop("stray_pauses")
    loaded = [name for name in datasets() if name in counts]
    shown = rows.set_index("dataset").loc[loaded].reset_index()
    shown = shown.assign(title=[either(datasets()[name].title) for name in loaded])
    chart_card.table(
        shown,
        {"title": _("Dataset"), "rows": _("Rows"), "first_on": _("First day"), "last_on": _("Last day")},
        key="coverage",
        title=_("What is loaded"),
    )
    for count, (icon, sentence) in zip((loose, stray, provisional), WARNINGS, strict=True):
        if count:
            st.warning(_(sentence).format(n=formatting.number(count)), icon=f":material/{icon}:")


def snapshots() -> None:
    """Show every snapshot with the row balance of its files, and the ways to undo and to name."""
    rows = history.history(warehouse())
    if not rows:
        st.caption(_("Nothing has been loaded yet: the pages show the fictional sample county."))
        return
    undo.say_what_happened()
    snapshot_names.say_what_happened()
    current = warehouse().manifest(warehouse().current() or "")
    held = undo.in_use(current.id if current else None)
    with st.container(horizontal=True, gap="small"):
        deed = undo.choose(current) if current is not None else None
        snapshot_names.choose()
    if deed is not None:
        deed()
    files = [
        {
            "snapshot": row["snapshot"],
            "state": " · ".join(filter(None, (_state(row, file, held), row["name"]))),
            "published_at": row["published_at"].replace("T", " "),
            "import": file.get("import_id"),
            "place": load_messages.place(file["file"], file.get("sheet")),
            "dataset": either(datasets()[file["dataset"]].title) if "dataset" in file else None,
            **{name: file.get(name) for name in load_messages.OUTCOMES},
        }
        for row in rows
        for file in _of(row)
    ]
    chart_card.table(
        pd.DataFrame(files).astype({"import": "Int64"}),
        {
            "snapshot": _("Snapshot"),
            "state": _("State"),
            "published_at": _("Published"),
            "import": _("Import"),
            "place": _("File, or what was done"),
            "dataset": _("Dataset"),
            **{name: _(label) for name, label in load_messages.OUTCOMES.items()},
        },
        key="history",
        title=_("History"),
    )
    snapshot_names.policy()


def _state(row: Mapping[str, Any], file: Mapping[str, Any], held: Container[int]) -> str:
    """The state of the snapshot, or that a later one took the import back."""
    gone = "import_id" in file and file["import_id"] not in held and row["state"] != "undone"
    return _("import taken back") if gone else history.state(dict(row))


def _of(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The lines of a snapshot: its files, or what made it if no load did."""
    did = history.DID.get(row["did"])
    made = [{"file": _("{what}: {about}").format(what=_(did), about=row["subject"])}] if did else []
    return [*made, *row["files"], *({"file": name} for name in row["named_files"])]


def waiting() -> None:
    """Show the refused cells of files whose good rows were loaded, still to be corrected."""
    rows = ask("rejects")
    if rows.empty or view().county.is_sample:
        return
    with st.expander(_("{n} refused cells wait for correction").format(n=formatting.number(len(rows)))):
        sentences = [
            load_messages.why_kept(rule, words)
            for rule, words in zip(rows["rule"], rows["words"], strict=True)
        ]
        chart_card.table(
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
    """Show the downloads of blank templates and of the data dictionary."""
    with st.container(horizontal=True):
        for dataset in datasets().values():
            title = either(dataset.title)
            blank = partial(templates.workbook, dataset)
            downloads.button(title, blank, file=f"{title}.xlsx", key=f"template_{dataset.name}")
    for dataset in datasets().values():
        with st.expander(f"{either(dataset.title)} — {either(dataset.description)}"):
            _dictionary(dataset)


def _dictionary(dataset: Dataset) -> None:
    # Forty tables at every look at the page: Streamlit sends an Arrow table as it is.
    st.dataframe(
        pa.Table.from_pylist(
            [
                {
                    _("Column"): column.header,
                    _("Name in the program"): column.name,
                    _("Required"): _("yes") if column.required else "",
                    _("Meaning"): either(column.description),
                    _("Other headers that match"): "、".join(column.aliases),
                    _("Accepted words"): code_lists.words(column.codes) if column.codes else "",
                }
                for column in dataset.columns
            ]
        ),
        hide_index=True,
        key=f"columns_{dataset.name}",
    )
