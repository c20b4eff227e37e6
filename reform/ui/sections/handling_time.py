"""How cases are handled: days saved and used, limits, on time, before and after the transfer."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import figures, numbers
from reform.ui.context import st
from reform.ui.context.savings_basis import Basis
from reform.ui.context.view import ask, one, unit, view, worded


def headline(basis: Basis) -> None:
    """Show days saved, reduction, mean time, on time, open and overdue; warn of provisional working days."""
    d01, d03, d07, d09 = (one(code) for code in ("D01", "D03", "D07", "D09"))
    title = worded(basis.code, _("Working days saved"))
    saved = formatting.filled(_("{per_case} a case over {n} cases"), one(basis.code), per_case=1)
    against_law = _("against the statutory limits; promised {rate}")
    times = _("P50 {p50} · P90 {p90} · n = {n}").format(
        p50=formatting.days(d03["p50"]), p90=formatting.days(d03["p90"]), n=formatting.number(d03["n"])
    )
    on_time = status.speed(d07["value"], d09["over_statutory"], view().settings)
    kpi_cards.strip(
        [
            kpi_cards.number(basis.code, title, "")._replace(note=saved),
            kpi_cards.rate("D04", _("Actual reduction"))._replace(note=formatting.filled(against_law, d01)),
            kpi_cards.number("D03", _("Mean time used"), unit("D03"), digits=2)._replace(note=times),
            kpi_cards.rate("D07", _("On time"), state=on_time),
            kpi_cards.number(
                "D13",
                _("Open and overdue"),
                _("cases"),
                _("{near_due} more due within 2 days, {n} open"),
            ),
        ],
        codes=[basis.code, "D01", "D02", "D03", "D04", "D07", "D08", "D09", "D11", "D13"],
    )
    if d03["provisional"]:
        sentence = _(
            "{provisional} cases rest on a year whose holidays are not published: counted by weekday, "
            "provisional."
        )
        st.warning(formatting.filled(sentence, d03), icon=":material/event_busy:")


def shares() -> None:
    """Show shares by item and by case, and how often the clock was stopped."""
    reduction = _("each of {n} items counts once; over their sums {rate}").format(
        n=formatting.number(one("D01b")["n"]), rate=formatting.rate(one("D01")["value"])
    )
    kpi_cards.strip(
        [
            kpi_cards.rate("D10", _("At once, by item"), _("{share} items")),
            kpi_cards.rate("D11", _("At once, by case"), _("{share} cases")),
            kpi_cards.rate("D12", _("Done the same day"), _("{share} cases")),
            kpi_cards.rate(
                "D14",
                _("Clock stopped"),
                _("{share} cases by a special procedure; {extended} extended"),
            ),
            kpi_cards.rate("D01b", _("Mean reduction"))._replace(note=reduction),
        ],
        codes=["D10", "D11", "D12", "D14", "D01b", "D01"],
        key="shares",
    )


def limits() -> Card:
    """The three limits of each department's items, the slowest first."""
    rows = ask("three_limits", by=("department",)).dropna(subset=["department"])
    rows = common.well_founded_first(rows.sort_values("used", ascending=False))
    return Card(
        key="limits",
        title=common.slowest_title(rows, unit("three_limits")),
        caption=worded(
            "three_limits",
            _("Completed promised cases by original department, slowest first; fewer than 30 cases last"),
        ),
        rows=rows,
        columns=columns("department statutory promised used n"),
        table=_("Three limits by department"),
        codes=["three_limits"],
        config=numbers(1, "statutory", "promised", "used"),
        chart=partial(charts.limits_by_unit, days=unit("three_limits")),
        first=12,
        empty=(
            _("No completed case has both limits"),
            _("Load items with limits, and cases, on the page Files."),
        ),
    )


def days_used() -> None:
    """How many cases took how many days, and the days used month by month."""
    cards.beside(_distribution().show, _months().show)


def _distribution() -> Card:
    d03, days = one("D03"), unit("D03")
    return Card(
        key="distribution",
        title=common.distribution_title(d03, days),
        caption=worded("D03", _("Completed cases by working days used")),
        rows=ask("days_distribution"),
        columns=columns("working_days cases", working_days=worded("D03", _("Working days"))),
        table=worded("D03", _("Distribution of working days")),
        codes=["D03"],
        chart=partial(charts.days_distribution, p50=d03["p50"], p90=d03["p90"], unit=days),
    )


def _months() -> Card:
    months, days = ask("D03", by=("month",)), unit("D03")
    return Card(
        key="months",
        title=common.month_title(months, days),
        caption=_("Mean and P90 of {unit}, by month of completion").format(unit=days),
        rows=months,
        columns=columns("month mean p50 p90 n"),
        table=worded("D03", _("Working days by month")),
        codes=["D03"],
        config=numbers(2, "mean", "p50", "p90"),
        chart=partial(charts.monthly_days, days=days),
    )


def before_and_after() -> Card:
    """The same items before and after their transfer, by department."""
    sides, d06 = ask("D06", by=("department",)).dropna(subset=["department"]), one("D06")
    caption = _(
        "Items with at least 5 completed cases on each side ({items} items, {n} cases "
        "after); busiest departments"
    )
    return Card(
        key="sides",
        title=common.before_after_title(d06, unit("D06")),
        caption=formatting.filled(caption, d06),
        rows=sides.sort_values("n", ascending=False, ignore_index=True),
        columns=columns(
            "department mean_before mean_after value items n", value=_("Change"), n=_("Cases after")
        ),
        table=_("Before and after the transfer"),
        codes=["D06", "D05c"],
        config=numbers(2, "mean_before", "mean_after", "value"),
        chart=partial(charts.before_and_after, days=unit("D06")),
        first=12,
        empty=(
            _("Too few cases on both sides of a transfer to compare"),
            _("An item needs at least 5 completed cases before its transfer and 5 after it."),
        ),
    )


def overdue() -> Card:
    """The share of completed cases that were overdue, by department."""
    rows: pd.DataFrame = ask("D09", by=("department",)).dropna(subset=["department"])
    rows = rows[rows["denominator"] > 0].sort_values("value", ascending=False)
    rows = common.well_founded_first(rows)
    return Card(
        key="late",
        title=common.on_time_title(one("D07"), one("D09")),
        caption=_(
            "Overdue share of completed cases, by original department; units with fewer than 30 cases last"
        ),
        rows=rows.assign(text=charts.rates(rows, "value", "numerator", "denominator")),
        columns=figures("department") | columns("over_statutory over_statutory_strict"),
        table=_("Overdue by department"),
        codes=["D07", "D08", "D09"],
        config=numbers(2, "value"),
        chart=partial(charts.bars, value="value"),
        first=12,
        empty=(
            _("No completed case has a deadline to judge by"),
            _("Load items with limits, and cases, on the page Files."),
        ),
    )
