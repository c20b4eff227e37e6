"""Flow re-engineering: starting a business and approving a project, before and after the reform."""

from dataclasses import replace

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import business_setup
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette, target, view
from reform.ui.sections import item_changes

PROJECTS = {"D16a": "file", "D16b": "verify", "D16c": "approve"}
KINDS = {
    "D16a": mark("Projects filed"),
    "D16b": mark("Projects verified"),
    "D16c": mark("Projects approved"),
}


def show() -> None:
    """Start-ups, projects and changed items, whether or not a case is loaded."""
    st.subheader(_("Business start-up and project approval"), anchor=False)
    st.caption(_("County-wide: these pass through many departments, so only the period applies to them."))
    _times()
    _startups_by_month()
    left, right = st.columns(2)
    with left:
        _startup_steps()
    with right:
        _projects()
    item_changes.limits()
    item_changes.log()


def _ever(code: str) -> pd.DataFrame:
    """Both sides of the first transfer over all time: what came before does not depend on the period."""
    return ask(code, by=("side",), scope=replace(view().scope, from_on=None, to_on=None))


def _times() -> None:
    """The four times as figures, each with its two sides."""
    d15 = one("D15")
    figures = [_figure("D15", _("Starting a business"), d15, d15["incomplete"])]
    for code, title in KINDS.items():
        row = one(code)
        figures.append(_figure(code, _(title), row, row["undecided"]))
    kpi_cards.strip(figures, ["D15", *PROJECTS], key="times")


def _figure(code: str, title: str, row: pd.Series, running: object) -> kpi_cards.KpiFigure:
    lines = [business_setup.sides_note(_ever(code)), business_setup.times_note(row, running)]
    note = "  \n".join(lines) if row["n"] else _("nothing finished in this period")
    return kpi_cards.KpiFigure(
        code, title, formatting.number(row["value"], 2), _("working days") if row["n"] else "", note
    )


def _startups_by_month() -> None:
    months = ask("D15", by=("month",))
    months = months[months["n"] > 0].reset_index(drop=True)
    title = business_setup.startup_title(months)
    caption = _(
        "From the application to the last step, by month; complete once registration, seals and invoices are "
        "there; social insurance, housing fund and bank account count where given"
    )
    with chart_card.card(title, caption):
        if months.empty:
            chart_card.nothing(_("No start-up to show"), _("Load the start-ups on the page Files."))
            return
        chart_card.chart(charts.days_against(months, _levels(), palette()), key="startups", alt=title)
        chart_card.below(
            months,
            {
                "month": _("Month"),
                "mean": _("Mean"),
                "p50": "P50",
                "p90": "P90",
                "n": _("Start-ups"),
                "incomplete": _("Not finished"),
            },
            key="startups",
            title=_("Business start-up by month"),
            codes=["D15"],
            config=table_columns.dates("month") | table_columns.numbers(2, "mean", "p50", "p90"),
        )


def _levels() -> list[charts.RequiredLevel]:
    """What the State asks for, and the county of itself where it has set a target."""
    levels = [charts.RequiredLevel(_("National limit"), business_setup.NATIONAL_DAYS)]
    own = target("D15")
    return [*levels, charts.RequiredLevel(_("County target"), own.value)] if own else levels


def _startup_steps() -> None:
    known = _ever("startup_steps")
    steps = business_setup.two_sides(known, "step")
    steps = (
        steps.set_index("step")
        .reindex(list(business_setup.STEPS))
        .dropna(subset=["n_after"])
        .reset_index(names="step")
    )
    title = business_setup.steps_title(steps)
    caption = _("Mean working days from the application until each step was done; steps may run side by side")
    with chart_card.card(title, caption):
        _sides(steps, [_(business_setup.STEPS[step]) for step in steps["step"]], "steps", title, _("Step"))


def _projects() -> None:
    rows = pd.concat([_ever(code).assign(kind=kind) for code, kind in PROJECTS.items()], ignore_index=True)
    kinds = business_setup.two_sides(rows, "kind")
    title = business_setup.projects_title(kinds)
    caption = _("Mean working days from acceptance to decision, before and after the first transfer")
    with chart_card.card(title, caption):
        _sides(
            kinds,
            table_columns.coded("project_kind", kinds["kind"]),
            "projects",
            title,
            _("Kind of approval"),
        )


def _sides(rows: pd.DataFrame, labels: list[str], key: str, title: str, header: str) -> None:
    """Before and after the first transfer, one line a row, with its table."""
    if rows[["mean_before", "mean_after"]].notna().to_numpy().sum() == 0:
        chart_card.nothing(
            title, _("Load start-ups and projects on the page Files; five on a side are enough.")
        )
        return
    chart_card.chart(charts.two_sides(rows, labels, palette()), key=key, alt=title)
    chart_card.below(
        rows.assign(label=labels),
        {
            "label": header,
            "mean_before": _("Before the first transfer"),
            "n_before": _("n before"),
            "mean_after": _("Since the first transfer"),
            "n_after": _("n since"),
        },
        key=key,
        title=header,
        codes=["startup_steps", "D15"] if key == "steps" else list(PROJECTS),
        config=table_columns.numbers(2, "mean_before", "mean_after"),
    )
