"""Maps columns by hand when a required one was not found, and saves the mapping as a profile."""

import zlib

from reform.common import formatting
from reform.common.errors import reason
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.ingest.matching import manual_mapping
from reform.ingest.matching.header_rows import Heading
from reform.ingest.readers import TextTable
from reform.ingest.result import Options
from reform.schema import profiles
from reform.schema.datasets import Column, Dataset, datasets
from reform.schema.profiles import Profile
from reform.ui.context import st
from reform.ui.context.view import warehouse

_NOT_THERE = -1


def show(table: TextTable, dataset_name: str | None, options: Options) -> Profile | None:
    """Show the mapping form. Returns the profile in the run in which it is saved, else None."""
    guesses = manual_mapping.guesses(table)
    if not guesses:
        return None
    key = f"mapping_{zlib.crc32(f'{table.file}/{table.sheet}'.encode(errors='replace'))}"
    st.markdown(_("Say which column is which. It is remembered for files with the same headers."))
    dataset, heading = _choose_where(guesses, dataset_name, options, key)
    key = f"{key}_{dataset.name}_{heading.last}"
    st.caption(_("Columns of personal data, such as names and phones, are not offered."))
    suggested = manual_mapping.suggested(dataset, heading, options)
    needed = manual_mapping.needed(dataset)
    chosen = {}
    for column in needed:
        chosen[column.name] = _choose_column(table, column, heading, suggested, key)
    with st.expander(_("Other columns, if the file has them")):
        for column in dataset.columns:
            if column not in needed:
                chosen[column.name] = _choose_column(table, column, heading, suggested, key)
    chosen = {name: position for name, position in chosen.items() if position != _NOT_THERE}
    return _remember(dataset, heading, chosen, key)


def _choose_where(
    guesses: list[Heading], dataset_name: str | None, options: Options, key: str
) -> tuple[Dataset, Heading]:
    left, right = st.columns(2)
    likely = [dataset.name for dataset in manual_mapping.likely(guesses, options)]
    with left:
        name = st.selectbox(
            _("The table holds"),
            likely,
            index=likely.index(dataset_name) if dataset_name in likely else 0,
            format_func=lambda name: either(datasets()[name].title),
            key=f"{key}_dataset",
        )
    dataset = datasets()[name]
    with right:
        at = st.selectbox(
            _("Its header stands in row"),
            range(len(guesses)),
            index=manual_mapping.best_heading(dataset, guesses, options),
            format_func=lambda at: _rows(guesses[at]),
            key=f"{key}_{name}_row",
        )
    return dataset, guesses[at]


def _rows(heading: Heading) -> str:
    first, last = heading.first + 1, heading.last + 1
    return str(last) if first == last else f"{first}–{last}"


def _choose_column(
    table: TextTable, column: Column, heading: Heading, suggested: manual_mapping.Chosen, key: str
) -> int:
    """Show the choice of a file's column for a declared one, with sample values."""
    left, right = st.columns(2, vertical_alignment="bottom")
    places = manual_mapping.offered(column, heading)
    with left:
        position = st.selectbox(
            f"{column.header} *" if column.required else column.header,
            [_NOT_THERE, *places],
            index=places.index(suggested[column.name]) + 1 if suggested.get(column.name) in places else 0,
            format_func=lambda position: (
                _("not in the file") if position < 0 else manual_mapping.shown(heading, position)
            ),
            help=either(column.description),
            key=f"{key}_{column.name}",
        )
    samples = manual_mapping.samples(table, heading, position) if position != _NOT_THERE else []
    with right:
        st.caption(" · ".join(samples) or formatting.MISSING)
    return position


def _remember(dataset: Dataset, heading: Heading, chosen: manual_mapping.Chosen, key: str) -> Profile | None:
    title = st.text_input(
        _("Name of this mapping"),
        placeholder=_("such as the name of the system the file comes from"),
        max_chars=60,
        key=f"{key}_title",
    )
    if not st.button(
        _("Use and remember"), type="primary", icon=":material/bookmark_add:", key=f"{key}_save"
    ):
        return None
    problems = manual_mapping.problems(title, dataset, heading, chosen)
    for problem in problems:
        st.warning(problem, icon=":material/edit:")
    if problems:
        return None
    made = manual_mapping.profile(title, dataset, heading, chosen)
    try:
        profiles.save(warehouse().folder, made)
    except OSError as error:
        st.error(
            _("The mapping cannot be saved in {folder} ({reason}).").format(
                folder=warehouse().folder, reason=reason(error)
            )
        )
        return None
    return made
