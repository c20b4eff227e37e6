"""Charts of what the reform gives: days, ratings, online handling, the hall."""

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics import calendars
from reform.reports.insights import common, service_hall
from reform.reports.meeting_pack.chart_spec import MOST, Picture, Series, days, values
from reform.reports.meeting_pack.context import Material


def three_limits(material: Material) -> Picture | None:
    """Statutory, promised and actual days of a case."""
    rows = material.rows("three_limits")
    if rows.empty or calendars.apart(rows.iloc[0]):
        return None
    row, unit = rows.iloc[0], material.unit("three_limits")
    return Picture(
        "limits",
        common.limits_title(rows, unit),
        _("Promised cases completed, mean {unit}, n = {n}").format(unit=unit, n=formatting.number(row["n"])),
        "bars",
        [_("Statutory"), _("Promised"), _("Actual")],
        [Series(unit, values(row[["statutory", "promised", "used"]]))],
        ("three_limits", "D01", "D04", "D07"),
        digits=1,
        unit=unit,
    )


def months(material: Material) -> Picture | None:
    """Mean and P90 by month."""
    rows = material.rows("D03", "month")
    if len(rows) < 2:
        return None
    unit = material.unit("D03")
    return Picture(
        "months",
        common.month_title(rows, unit),
        _("Mean and P90 of {unit}, by month of completion").format(unit=unit),
        "line",
        days(rows["month"]),
        [Series(_("Mean"), values(rows["mean"]), "ink"), Series("P90", values(rows["p90"]), "mid")],
        ("D03",),
        digits=1,
        unit=unit,
    )


def slowest(material: Material) -> Picture | None:
    """The departments whose cases take longest."""
    rows = material.rows("three_limits", "department").dropna(subset=["department", "used"])
    if rows.empty:
        return None
    unit = material.unit("three_limits")
    title = common.slowest_title(rows, unit)
    rows = common.well_founded_first(rows.sort_values("used", ascending=False, kind="stable")).head(MOST)
    return Picture(
        "slowest",
        title,
        material.worded(
            "three_limits",
            _("Completed promised cases by original department, slowest first; fewer than 30 cases last"),
        ),
        "bars",
        list(rows["department"]),
        [
            Series(_("Promised"), values(rows["promised"]), "faint"),
            Series(_("Actual"), values(rows["used"])),
        ],
        ("three_limits",),
        digits=1,
        unit=unit,
    )


def before_after(material: Material) -> Picture | None:
    """The same items before and after their transfer."""
    d06 = material.row("D06")
    if formatting.is_missing(d06["value"]):
        return None
    unit = material.unit("D06")
    return Picture(
        "before_after",
        common.before_after_title(d06, unit),
        _("The same {items} items, at least five cases on each side; mean {unit}").format(
            items=formatting.number(d06["items"]), unit=unit
        ),
        "bars",
        [_("Before the transfer"), _("After the transfer")],
        [Series(unit, values(d06[["mean_before", "mean_after"]]))],
        ("D06",),
        digits=2,
        unit=unit,
    )


def levels(material: Material) -> Picture | None:
    """Valid ratings by level."""
    counts = material.rows("rating_levels").set_index("level")["ratings"]
    shown = ["1", "2", "3", "4", "5"]
    ratings = [float(counts.get(level, 0)) for level in shown]
    if not sum(ratings):
        return None
    return Picture(
        "levels",
        common.reviews_title(material.row("S05"), material.row("S06")),
        _("Valid ratings by level; {n} given by the system are left out").format(
            n=formatting.number(material.row("S03")["by_default"])
        ),
        "bars",
        [code_lists.label("level", level) for level in shown],
        [Series(_("Ratings"), list(ratings))],
        ("S03", "S04", "S05", "S06"),
        unit=_("ratings"),
    )


def bad_reviews(material: Material) -> Picture | None:
    """Bad reviews by department."""
    rows = material.rows("ratings_by_department").dropna(subset=["department"])
    shown = rows[rows["bad"] > 0].sort_values("bad", ascending=False, kind="stable").head(MOST)
    if shown.empty:
        return None
    return Picture(
        "bad_reviews",
        common.bad_department_title(rows),
        _("Bad reviews of the period by department"),
        "bars",
        list(shown["department"]),
        [Series(_("Bad reviews"), values(shown["bad"]), "vermilion")],
        ("S05", "S06"),
        unit=_("ratings"),
    )


def online(material: Material) -> Picture | None:
    """What could be done online beside what is."""
    could, whole, used = material.row("O01"), material.row("O02"), material.row("O03")
    if formatting.is_missing(could["value"]) or formatting.is_missing(used["value"]):
        return None
    split = service_hall.by_department(*(material.rows(code, "department") for code in ("O01", "O02", "O03")))
    return Picture(
        "online",
        service_hall.is_title(used, split),
        _("Share of items that can be done online and from end to end, and of cases that came online"),
        "bars",
        [_("Can be done online"), _("Online from end to end"), _("Handed in online")],
        [Series("%", values(pd.Series([could["value"], whole["value"], used["value"]])))],
        ("O01", "O02", "O03"),
        digits=2,
        unit="%",
    )


def hall(material: Material) -> Picture | None:
    """Visits and cases a day by month."""
    rows = material.rows("hall_months")
    if len(rows) < 2:
        return None
    return Picture(
        "hall",
        service_hall.months_title(rows),
        _("Mean of a day on record, everything handled in the hall"),
        "line",
        days(rows["month"]),
        [
            Series(_("Visits a day"), values(rows["visits_a_day"]), "ink"),
            Series(_("Cases taken a day"), values(rows["taken_a_day"]), "mid"),
        ],
        ("V01",),
        unit=_("visits"),
    )


def centre(material: Material) -> Picture | None:
    """Windows and staff at each count."""
    rows = material.rows("centre_counts")
    if rows.empty:
        return None
    return Picture(
        "centre",
        service_hall.centre_title(rows),
        service_hall.centre_caption(rows),
        "columns",
        [formatting.day(day) for day in rows["recorded_on"]],
        [
            Series(_("Windows"), values(rows["windows"]), "ink"),
            Series(_("Window staff"), values(rows["staff"]), "mid"),
        ],
        ("O08",),
    )
