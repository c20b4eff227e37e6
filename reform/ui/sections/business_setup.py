"""Flow re-engineering: starting a business and approving a project, before and after the reform."""

from dataclasses import replace
from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import business_setup
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, target, view
from reform.ui.sections import item_changes

PROJECTS = {"D16a": "file", "D16b": "verify", "D16c": "approve"}
KINDS = {
    "D16a": mark("Projects filed"),
    "D16b": mark("Projects verified"),
    "D16c": mark("Projects approved"),
}


def show() -> None:
    """Show start-ups, projects and changed items, whether or not a case is loaded."""
    st.subheader(_("Business start-up and project approval"), anchor=False)
    st.caption(_("County-wide: these pass through many departments, so only the period applies to them."))
    _times()
    _startups_by_month().show()
    cards.beside(_startup_steps().show, _projects().show)
    item_changes.limits().show()
    item_changes.log().show()


def _ever(code: str) -> pd.DataFrame:
    """An indicator before and after the first transfer, over all time whatever the period."""
    return ask(code, by=("side",), scope=replace(view().scope, from_on=None, to_on=None))


def _times() -> None:
    """Show the four times as figures, each before and after the first transfer."""
    d15 = one("D15")
    figures = [_figure("D15", _("Starting a business"), d15, d15["incomplete"])]
    for code, title in KINDS.items():
        row = one(code)
        figures.append(_figure(code, _(title), row, row["undecided"]))
    kpi_cards.strip(figures, key="times")


def _figure(code: str, title: str, row: pd.Series, running: object) -> kpi_cards.KpiFigure:
    lines = [business_setup.sides_note(_ever(code)), business_setup.times_note(row, running)]
    note = "  \n".join(lines) if row["n"] else _("nothing finished in this period")
    return kpi_cards.KpiFigure(
        code, title, formatting.number(row["value"], 2), _("working days") if row["n"] else "", note
    )


def _startups_by_month() -> Card:
    months = ask("D15", by=("month",))
    months = months[months["n"] > 0].reset_index(drop=True)
    return Card(
        key="startups",
        title=business_setup.startup_title(months),
        caption=_(
            "From the application to the last step, by month; complete once registration, seals and invoices "
            "are there; social insurance, housing fund and bank account count where given"
        ),
        rows=months,
        columns=columns("month mean p50 p90 n incomplete", n=_("Start-ups")),
        table=_("Business start-up by month"),
        codes=["D15"],
        config=numbers(2, "mean", "p50", "p90"),
        chart=partial(charts.days_against, levels=_levels()),
        empty=(_("No start-up to show"), _("Load the start-ups on the page Files.")),
    )


def _levels() -> list[charts.RequiredLevel]:
    """The limits set by the State, and the county's own targets."""
    levels = [charts.RequiredLevel(_("National limit"), business_setup.NATIONAL_DAYS)]
    own = target("D15")
    return [*levels, charts.RequiredLevel(_("County target"), own.value)] if own else levels


def _startup_steps() -> Card:
    steps = business_setup.two_sides(_ever("startup_steps"), "step").set_index("step")
    steps = steps.reindex(list(business_setup.STEPS)).dropna(subset=["n_after"]).reset_index(names="step")
    title = business_setup.steps_title(steps)
    caption = _("Mean working days from the application until each step was done; steps may run side by side")
    labelled = steps.assign(label=[_(business_setup.STEPS[step]) for step in steps["step"]])
    return _sides("steps", title, caption, labelled, _("Step"), ["startup_steps", "D15"])


def _projects() -> Card:
    rows = pd.concat([_ever(code).assign(kind=kind) for code, kind in PROJECTS.items()], ignore_index=True)
    kinds = business_setup.two_sides(rows, "kind")
    title = business_setup.projects_title(kinds)
    caption = _("Mean working days from acceptance to decision, before and after the first transfer")
    labelled = kinds.assign(label=coded("project_kind", kinds["kind"]))
    return _sides("projects", title, caption, labelled, _("Kind of approval"), list(PROJECTS))


def _sides(key: str, title: str, caption: str, rows: pd.DataFrame, header: str, codes: list[str]) -> Card:
    """Before and after the first transfer, one line a row, with its table."""
    return Card(
        key=key,
        title=title,
        caption=caption,
        rows=rows,
        is_known=bool(rows[["mean_before", "mean_after"]].notna().to_numpy().any()),
        columns=columns(
            "label mean_before n_before mean_after n_after",
            label=header,
            mean_before=_("Before the first transfer"),
            mean_after=_("Since the first transfer"),
        ),
        table=header,
        codes=codes,
        config=numbers(2, "mean_before", "mean_after"),
        chart=charts.two_sides,
        empty=(title, _("Load start-ups and projects on the page Files; five on a side are enough.")),
    )
