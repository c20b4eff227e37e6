"""Blocks of the page 服务能力: the service centre's counts, its hall by month, by weekday and by hour."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import service_hall
from reform.ui.components import cards, chart_card, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import figures, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, target_value


def show() -> None:
    """Show the counts of the centre, then of its hall."""
    st.header(_("The centre and its hall"), anchor=False)
    st.caption(
        _("Centre and hall are counted as a whole: no filter but the as-of date and the period changes them.")
    )
    counts, waiting = ask("centre_counts"), _("weighed by {n} visits")
    windows = kpi_cards.KpiFigure(
        "O08", _("Windows"), _windows(counts), "", service_hall.windows_change(one("O08"))
    )
    kpi_cards.strip(
        [
            windows,
            kpi_cards.rate("O07", _("Items in the centre")),
            kpi_cards.number("V01", _("Visits a day"), _("visits")),
            kpi_cards.number("V03", _("Mean waiting"), _("minutes"), waiting, digits=1),
            kpi_cards.rate("V02", _("Self-service")),
        ],
        codes=["O07", "O08", "V01", "V02", "V03", "V04"],
        key="centre",
    )
    if counts.empty:
        chart_card.nothing(
            _("No count of the centre is loaded"), _("Load the table Service centre on the page Files.")
        )
    else:
        _centre(counts).show()
    if one("V01")["n"] > 0:
        cards.beside(_months().show, _week)
        cards.beside(_windows_against_load, _self_service)
    else:
        chart_card.nothing(_("No hall log in this selection"), _("Load the hall log on the page Files."))


def _windows(counts: pd.DataFrame) -> str:
    """Windows at the first and the latest count; a dash without any."""
    counted = counts["windows"].dropna()
    if len(counted) < 2:
        return formatting.number(counted.iloc[0] if len(counted) else None)
    return service_hall.change(counted.iloc[0], counted.iloc[-1])


def _centre(counts: pd.DataFrame) -> Card:
    """Every count of the centre, oldest first."""
    return Card(
        key="centre",
        title=service_hall.centre_title(counts),
        caption=service_hall.centre_caption(counts),
        rows=counts,
        columns=columns(
            "recorded_on departments items windows one_windows staff posts terminals",
            items=_("Items in the centre"),
        ),
        table=_("Counts of the centre"),
        codes=["centre_counts"],
    )


def _months() -> Card:
    """Visits against cases, month by month."""
    rows = ask("hall_months")
    return Card(
        key="hall_months",
        title=service_hall.months_title(rows),
        caption=_("Mean of a day on record, everything handled in the hall"),
        rows=rows,
        columns=columns("month days visits visits_a_day taken_a_day finished_a_day visits_a_case"),
        table=_("The hall by month"),
        codes=["V01"],
        config=numbers(1, "visits_a_day", "taken_a_day", "finished_a_day", "visits_a_case"),
        chart=charts.hall_months,
    )


def _week() -> None:
    """How full the hall is at each hour of the week."""
    rows = ask("hall_weekdays")
    if rows.empty:
        chart_card.nothing(
            _("The hall log has no hours"), _("Give the hour in the hall log to see when it is full.")
        )
        return
    Card(
        key="week",
        title=service_hall.fullest_title(rows),
        caption=_("Mean visits an hour, over the days the log tells by the hour"),
        rows=rows.assign(weekday=[service_hall.weekday(int(number)) for number in rows["weekday"]]),
        columns=columns("weekday hour days visits"),
        table=_("The hall by weekday and hour"),
        codes=["hall_weekdays"],
        config=numbers(1, "visits"),
        chart=charts.weekday_hours,
    ).show()


def _windows_against_load() -> None:
    """Windows open against load, hour by hour."""
    rows = ask("hall_hours")
    if rows.empty:
        return
    caption = _("Visits an hour for each open window (visits / windows open); a window takes {n} cases a day")
    visits = [formatting.number(value, 1) for value in rows["visits_a_window"]]
    drawn = rows.assign(
        hour=[service_hall.hour(value) for value in rows["hour"]],
        text=charts.with_shares(visits, rows, "visits_a_day", "windows_open"),
    )
    Card(
        key="windows",
        title=service_hall.windows_title(rows),
        caption=caption.format(n=formatting.number(one("V04")["value"], 1)),
        rows=rows,
        drawn=drawn,
        columns=columns(
            "hour days visits_a_day windows_open visits_a_window waiting", visits_a_day=_("Hall visits")
        ),
        table=_("Windows against load"),
        codes=["V03", "V04"],
        config=numbers(1, "visits_a_day", "windows_open", "visits_a_window", "waiting"),
        chart=partial(charts.bars, by="hour", value="visits_a_window"),
    ).show()


def _self_service() -> None:
    """The share of self-service, month by month; months before it was counted are gaps."""
    rows = ask("V02", by=("month",))
    counted = rows[rows["value"].notna()]
    if counted.empty:
        chart_card.nothing(
            _("Self-service is not told"), _("Give the cases handled at terminals in the hall log.")
        )
        return
    Card(
        key="self_service",
        title=service_hall.self_service_title(rows),
        caption=_("Cases handled at terminals, of those and the cases taken at windows"),
        rows=counted,
        columns=figures("month"),
        table=_("By month"),
        codes=["V02"],
        config=numbers(2, "value"),
        chart=partial(charts.monthly_rate, target=target_value("V02")),
    ).show()
