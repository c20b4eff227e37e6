"""Blocks of the page 服务能力: the service centre's counts, its hall by month, by weekday and by hour."""

import pandas as pd

from reform import charts, wording
from reform import findings_service as findings
from reform.i18n import gettext as _
from reform.ui import panel, tables
from reform.ui.view import palette, target_value


def counts_of(counts: pd.DataFrame, name: str) -> str:
    """A figure of the centre at the first count and the latest; one count alone, or none, as it is."""
    known = counts[name].dropna()
    if len(known) < 2:
        return wording.number(known.iloc[0] if len(known) else None)
    return findings.change(known.iloc[0], known.iloc[-1])


def centre(counts: pd.DataFrame) -> None:
    """Every count of the centre, the first on top."""
    if counts.empty:
        panel.nothing(
            _("No count of the centre is loaded"), _("Load the table Service centre on the page Files.")
        )
        return
    with panel.card(findings.centre_title(counts), findings.centre_caption(counts)):
        panel.table(
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
            config=tables.dates("recorded_on"),
        )


def months(rows: pd.DataFrame) -> None:
    """Visits against cases, month by month."""
    with panel.card(
        findings.months_title(rows), _("Mean of a day on record, everything handled in the hall")
    ):
        panel.chart(charts.hall_months(rows, palette()), key="hall_months", alt=findings.months_title(rows))
        panel.below(
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
            config=tables.dates("month")
            | tables.numbers(1, "visits_a_day", "taken_a_day", "finished_a_day", "visits_a_case"),
        )


def week(rows: pd.DataFrame) -> None:
    """How full the hall is at each hour of the week."""
    if rows.empty:
        panel.nothing(
            _("The hall log has no hours"), _("Give the hour in the hall log to see when it is full.")
        )
        return
    names = [findings.weekday(number) for number in range(1, 8)]
    with panel.card(
        findings.fullest_title(rows), _("Mean visits an hour, over the days the log tells by the hour")
    ):
        panel.chart(
            charts.weekday_hours(rows, names, palette()), key="week", alt=findings.fullest_title(rows)
        )
        panel.below(
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
            config=tables.numbers(1, "visits"),
        )


def windows(rows: pd.DataFrame, v04: pd.Series) -> None:
    """Windows open against load, hour by hour."""
    if rows.empty:
        return
    with panel.card(
        findings.windows_title(rows),
        _(
            "Visits an hour for each open window (visits / windows open); a window takes {n} cases a day"
        ).format(n=wording.number(v04["value"], 1)),
    ):
        panel.chart(
            charts.bars(
                [findings.hour(value) for value in rows["hour"]],
                list(rows["visits_a_window"]),
                palette(),
                texts=[
                    wording.with_share(wording.number(each, 1), visits, open_now)
                    for each, visits, open_now in zip(
                        rows["visits_a_window"], rows["visits_a_day"], rows["windows_open"], strict=True
                    )
                ],
            ),
            key="windows",
            alt=findings.windows_title(rows),
        )
        panel.below(
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
            config=tables.numbers(1, "visits_a_day", "windows_open", "visits_a_window", "waiting"),
        )


def self_service(rows: pd.DataFrame) -> None:
    """The share of self-service, month by month; months before it was counted are gaps."""
    known = rows[rows["value"].notna()]
    if known.empty:
        panel.nothing(
            _("Self-service is not told"), _("Give the cases handled at terminals in the hall log.")
        )
        return
    with panel.card(
        findings.self_service_title(rows),
        _("Cases handled at terminals, of those and the cases taken at windows"),
    ):
        _by_month(known, findings.self_service_title(rows), key="self_service", code="V02")


def _by_month(rows: pd.DataFrame, title: str, *, key: str, code: str) -> None:
    panel.chart(charts.monthly_rate(rows, palette(), target=target_value("V02")), key=key, alt=title)
    panel.below(
        rows,
        tables.RATES(("month", _("Month"))),
        key=key,
        title=_("By month"),
        codes=[code],
        config=tables.dates("month") | tables.numbers(2, "value"),
    )
