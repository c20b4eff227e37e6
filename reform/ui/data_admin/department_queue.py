"""The queue of unknown department names, each to be mapped once, and the county's own table below it."""

from collections.abc import Mapping
from typing import Any

from reform.common import formatting, frames
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked
from reform.common.permissions import Action
from reform.models.departments import resolve
from reform.models.departments.aliases import Mapped
from reform.ui.context import st, user
from reform.ui.context.view import ask, view
from reform.ui.data_admin import department_table

MOST_ASKED = 20


def show() -> None:
    """The queue, the table, and the two ways to change it."""
    department_table.say_what_happened()
    if view().county.is_sample:
        st.caption(_("The sample county's names are all known, and stay as they are."))
        return
    if view().county.past:
        st.caption(_("Names are settled on the current data: go back to now for them."))
        return
    table = ask("mapped_departments")
    holding = [row for row in frames.records(table) if not row["withdrawn"]]
    mapped = [Mapped(row["alias"], row["standard"]) for row in holding]
    known = resolve.forms(ask("known_departments")["department"], mapped)
    if not user.may(Action.NAME_DEPARTMENTS):
        department_table.show(table)
        return
    _ask_about_unknown(known)
    department_table.show(table)
    with st.container(horizontal=True):
        department_table.add(known)
        department_table.take_back(holding)


def _ask_about_unknown(known: Mapping[str, str]) -> None:
    """Show a choice for each name: similar departments first, then all, then a department of its own."""
    waiting = ask("unknown_departments")
    if waiting.empty:
        st.caption(_("Every department's name in the files is known."))
        return
    st.markdown(
        Marked(
            _(
                "**{n} names wait.** Until you say which department each is, figures count under the "
                "name itself."
            )
        ).format(n=formatting.number(len(waiting)))
    )
    rows = frames.records(waiting.head(MOST_ASKED))
    with st.form("departments_queue", border=False):
        chosen = [_choice(number, row, known) for number, row in enumerate(rows)]
        if len(waiting) > MOST_ASKED:
            st.caption(
                _("The next {n} follow after these.").format(n=formatting.number(len(waiting) - MOST_ASKED))
            )
        saved = st.form_submit_button(_("Save the choices"), type="primary", key="departments_save")
    decided = [
        {**row, "alias": row["name"], "standard": choice}
        for row, choice in zip(rows, chosen, strict=True)
        if choice
    ]
    if saved and decided:
        department_table.keep(decided)


def _choice(number: int, row: Mapping[str, Any], known: Mapping[str, str]) -> str | None:
    name = str(row["name"])
    near = resolve.nearest(name, known)
    options = [*near, *sorted(set(known.values()) - {*near, name}), name]
    return st.selectbox(
        f"{name} · {_where(row)}",
        options,
        index=None,
        placeholder=_("not decided"),
        format_func=lambda option: _("a department of its own") if option == name else option,
        key=f"department_{number}_{name}",
    )


def _where(row: Mapping[str, Any]) -> str:
    """How often and when a name occurs in the files."""
    counts = {"items": _("{n} items"), "cases": _("{n} cases"), "ratings": _("{n} ratings")}
    counted = [text.format(n=formatting.number(row[name])) for name, text in counts.items() if row[name]]
    if row["valid_from"]:
        counted.append(_("from {day}").format(day=formatting.day(row["valid_from"])))
    if row["valid_to"]:
        counted.append(_("until {day}").format(day=formatting.day(row["valid_to"])))
    return " · ".join(counted)
