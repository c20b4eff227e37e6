"""Blocks of the page 服务能力: the service centre's counts, its hall by month, by weekday and by hour."""

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import service_hall
from reform.ui.components import chart_card, table_columns
from reform.ui.context.view import palette, target_value


def counts_of(counts: pd.DataFrame, name: str) -> str:
    """A figure of the centre at the first count and the latest; one count alone, or none, as it is."""
    known = counts[name].dropna()
    if len(known) < 2:
        return formatting.number(known.iloc[0] if len(known) else None)
    return service_hall.change(known.iloc[0], known.iloc[-1])


def centre(counts: pd.DataFrame) -> None:
    """Every count of the centre, the first on top."""
    if counts.empty:
        chart_card.nothing(
            _("No count of the centre is loaded"), _("Load the table Service centre on the page Files.")
        )
        return
    with chart_card.card(service_hall.centre_title(counts), service_hall.centre_caption(counts)):
        chart_card.table(
            counts,
            {
                "recorded_on": _("Counted on"),
                "departments": _("Departments in the centre"),
                "items": _("Items in the centre"),
                "windows": _("Windows"),
                "one_windows": _("Integrated windows"),
                "staff": _("Window staff"),
                "posts": _("Posts"),
                "terminals": _("Terminals"),
            },
            key="centre",
            title=_("Counts of the centre"),
            codes=["centre_counts"],
            config=table_columns.dates("recorded_on"),
        )


def months(rows: pd.DataFrame) -> None:
    """Visits against cases, month by month."""
    with chart_card.card(
        service_hall.months_title(rows), _("Mean of a day on record, everything handled in the hall")
    ):
        chart_card.chart(
            charts.hall_months(rows, palette()), key="hall_months", alt=service_hall.months_title(rows)
        )
        chart_card.below(
            rows,
            {
                "month": _("Month"),
                "days": _("Days on record"),
                "visits": _("Hall visits"),
                "visits_a_day": _("Visits a day"),
                "taken_a_day": _("Cases taken a day"),
                "finished_a_day": _("Cases finished a day"),
                "visits_a_case": _("Visits for each case taken"),
            },
            key="hall_months",
            title=_("The hall by month"),
            codes=["V01"],
            config=table_columns.dates("month")
            | table_columns.numbers(1, "visits_a_day", "taken_a_day", "finished_a_day", "visits_a_case"),
        )


def week(rows: pd.DataFrame) -> None:
    """How full the hall is at each hour of the week."""
    if rows.empty:
        chart_card.nothing(
            _("The hall log has no hours"), _("Give the hour in the hall log to see when it is full.")
        )
        return
    names = [service_hall.weekday(number) for number in range(1, 8)]
    with chart_card.card(
        service_hall.fullest_title(rows), _("Mean visits an hour, over the days the log tells by the hour")
    ):
        chart_card.chart(
            charts.weekday_hours(rows, names, palette()), key="week", alt=service_hall.fullest_title(rows)
        )
        chart_card.below(
            rows.assign(weekday=[names[int(number) - 1] for number in rows["weekday"]]),
            {
                "weekday": _("Weekday"),
                "hour": _("Hour"),
                "days": _("Days on record"),
                "visits": _("Hall visits"),
            },
            key="week",
            title=_("The hall by weekday and hour"),
            codes=["hall_weekdays"],
            config=table_columns.numbers(1, "visits"),
        )


def windows(rows: pd.DataFrame, v04: pd.Series) -> None:
    """Windows open against load, hour by hour."""
    if rows.empty:
        return
    with chart_card.card(
        service_hall.windows_title(rows),
        _(
            "Visits an hour for each open window (visits / windows open); a window takes {n} cases a day"
        ).format(n=formatting.number(v04["value"], 1)),
    ):
        chart_card.chart(
            charts.bars(
                [service_hall.hour(value) for value in rows["hour"]],
                list(rows["visits_a_window"]),
                palette(),
                texts=[
                    formatting.with_share(formatting.number(each, 1), visits, open_now)
                    for each, visits, open_now in zip(
                        rows["visits_a_window"], rows["visits_a_day"], rows["windows_open"], strict=True
                    )
                ],
            ),
            key="windows",
            alt=service_hall.windows_title(rows),
        )
        chart_card.below(
            rows,
            {
                "hour": _("Hour"),
                "days": _("Days on record"),
                "visits_a_day": _("Hall visits"),
                "windows_open": _("Windows open"),
                "visits_a_window": _("Visits for each window"),
                "waiting": _("Mean waiting (minutes)"),
            },
            key="windows",
            title=_("Windows against load"),
            codes=["V03", "V04"],
            config=table_columns.numbers(1, "visits_a_day", "windows_open", "visits_a_window", "waiting"),
        )


def self_service(rows: pd.DataFrame) -> None:
    """The share of self-service, month by month; months before it was counted are gaps."""
    known = rows[rows["value"].notna()]
    if known.empty:
        chart_card.nothing(
            _("Self-service is not told"), _("Give the cases handled at terminals in the hall log.")
        )
        return
    with chart_card.card(
        service_hall.self_service_title(rows),
        _("Cases handled at terminals, of those and the cases taken at windows"),
    ):
        _by_month(known, service_hall.self_service_title(rows), key="self_service", code="V02")


def _by_month(rows: pd.DataFrame, title: str, *, key: str, code: str) -> None:
    chart_card.chart(charts.monthly_rate(rows, palette(), target=target_value("V02")), key=key, alt=title)
    chart_card.below(
        rows,
        table_columns.RATES(("month", _("Month"))),
        key=key,
        title=_("By month"),
        codes=[code],
        config=table_columns.dates("month") | table_columns.numbers(2, "value"),
    )
