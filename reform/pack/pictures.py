"""The charts of the pack: one a slide, its title the finding, its numbers those of the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from reform import codes, findings, findings_forecast, findings_service, findings_sticking, wording
from reform.i18n import gettext as _
from reform.pack.material import Material
from reform.pack.tables import progress

# The most bars a slide can carry in type that is read from the back of the room.
MOST = 12


@dataclass(frozen=True)
class Series:
    """One line or one set of bars; ``role`` chooses its colour and stroke."""

    name: str
    values: list[float | None]
    role: Literal["ink", "plan", "mid", "faint", "amber", "vermilion", "projected"] = "ink"


@dataclass(frozen=True)
class Picture:
    """A chart before it is drawn: categories, series in one unit, the finding and the questions behind it."""

    key: str
    title: str
    caption: str
    kind: Literal["line", "bars", "stacked", "columns"]
    categories: Sequence[str] | Sequence[date]
    series: list[Series]
    codes: tuple[str, ...]
    digits: int = 0
    unit: str = ""
    said: str = ""


def _values(column: pd.Series) -> list[float | None]:
    return [None if wording.is_missing(value) else float(value) for value in column]


def _days(column: pd.Series) -> list[date]:
    return [pd.Timestamp(value).date() for value in column]


def transfer(material: Material) -> Picture | None:
    """The transfer against its plan, and the projection."""
    curve = material.rows("transfer_curve")
    if curve.empty or not curve["total"].max():
        return None
    projection = findings_forecast.of(curve, material.one("transfer_scope"))
    series = [
        Series(_("Plan"), _values(curve["planned"]), "plan"),
        Series(_("Actual"), _values(curve["transferred"]), "ink"),
    ]
    if projection.band is not None:
        projected = _at(_days(curve["day"]), projection.band, material.scope.as_of)
        series.append(Series(_("Projected"), projected, "projected"))
    return Picture(
        "curve",
        findings.transfer_title(material.one("T05"), material.one("T06")),
        _("Cumulative items at each week's end"),
        "line",
        _days(curve["day"]),
        series,
        ("T02", "T03", "T05", "T06"),
        unit=_("items"),
        said=projection.said,
    )


def _at(days: list[date], band: pd.DataFrame, as_of: date) -> list[float | None]:
    """The projection's median in the weeks of the curve; missing before the as-of date."""
    middle = [float(value) for value in band["middle"]]
    weeks = [(day - as_of).days // 7 for day in days]
    return [middle[min(week, len(middle) - 1)] if week >= 0 else None for week in weeks]


def _against_plan(key: str, title: str, rows: pd.DataFrame, labels: list[str], *codes: str) -> Picture:
    return Picture(
        key,
        title,
        _("Items transferred, and what is missing to the plan to date"),
        "stacked",
        labels,
        [
            Series(_("Transferred"), _values(rows["transferred"]), "ink"),
            Series(_("Missing to the plan to date"), _values(rows["gap"].clip(lower=0)), "amber"),
            Series(
                _("Planned later"),
                _values(rows["items"] - rows["transferred"] - rows["gap"].clip(lower=0)),
                "faint",
            ),
        ],
        codes,
        unit=_("items"),
    )


def batches(material: Material) -> Picture | None:
    """Each batch against its plan."""
    rows = progress(material.rows("T05", "batch").dropna(subset=["batch"]))
    if rows.empty:
        return None
    title = findings.batch_title(material.rows("batches"))
    return _against_plan("batches", title, rows, findings.batch_labels(rows), "T03", "T05")


def departments(material: Material) -> Picture | None:
    """The departments furthest behind their plan."""
    rows = progress(material.rows("T05", "department").dropna(subset=["department"]))
    if rows.empty:
        return None
    title = findings.department_title(rows.assign(numerator=rows["transferred"]))
    rows = rows.sort_values(["gap", "items"], ascending=False, kind="stable").head(MOST)
    return _against_plan("departments", title, rows, list(rows["department"]), "T03", "T05")


def funnel(material: Material) -> Picture | None:
    """How far the items have come."""
    rows = material.rows("stage_funnel")
    stages = rows[~rows["is_aside"]]
    if not rows["total"].max():
        return None
    return Picture(
        "funnel",
        findings_sticking.funnel_title(rows),
        _("Items that have come at least as far as each stage"),
        "bars",
        [codes.label("stage", code) for code in stages["stage"]],
        [Series(_("Items"), _values(stages["reached"]))],
        ("T02", "T04"),
        unit=_("items"),
        said=findings_sticking.aside_sentence(rows),
    )


def handovers(material: Material) -> Picture | None:
    """Which of the five handovers lacks."""
    rows = material.rows("handovers")
    if rows.empty or not rows["transferred"].max():
        return None
    return Picture(
        "handovers",
        findings_sticking.handover_title(rows),
        _("Transferred items by handover"),
        "stacked",
        [codes.label("stage", flag) for flag in rows["flag"]],
        [
            Series(_("In place"), _values(rows["have"]), "ink"),
            Series(_("Lacking"), _values(rows["lacking"]), "amber"),
        ],
        ("T04",),
        unit=_("items"),
    )


def three_limits(material: Material) -> Picture | None:
    """Statutory, promised and actual days of a case."""
    rows = material.rows("three_limits")
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Picture(
        "limits",
        findings.limits_title(rows),
        _("Promised cases completed, mean working days, n = {n}").format(n=wording.number(row["n"])),
        "bars",
        [_("Statutory"), _("Promised"), _("Actual")],
        [Series(_("working days"), _values(row[["statutory", "promised", "used"]]))],
        ("three_limits", "D01", "D04", "D07"),
        digits=1,
        unit=_("working days"),
    )


def months(material: Material) -> Picture | None:
    """Mean and P90 by month."""
    rows = material.rows("D03", "month")
    if len(rows) < 2:
        return None
    return Picture(
        "months",
        findings.month_title(rows),
        _("Mean and P90 of working days, by month of completion"),
        "line",
        _days(rows["month"]),
        [Series(_("Mean"), _values(rows["mean"]), "ink"), Series("P90", _values(rows["p90"]), "mid")],
        ("D03",),
        digits=1,
        unit=_("working days"),
    )


def slowest(material: Material) -> Picture | None:
    """The departments whose cases take longest."""
    rows = material.rows("three_limits", "department").dropna(subset=["department"])
    if rows.empty:
        return None
    title = findings.slowest_title(rows)
    rows = findings.well_founded_first(rows.sort_values("used", ascending=False, kind="stable")).head(MOST)
    return Picture(
        "slowest",
        title,
        _("Completed promised cases by original department, slowest first; fewer than 30 cases last"),
        "bars",
        list(rows["department"]),
        [
            Series(_("Promised"), _values(rows["promised"]), "faint"),
            Series(_("Actual"), _values(rows["used"])),
        ],
        ("three_limits",),
        digits=1,
        unit=_("working days"),
    )


def before_after(material: Material) -> Picture | None:
    """The same items before and after their transfer."""
    d06 = material.one("D06")
    if wording.is_missing(d06["value"]):
        return None
    return Picture(
        "before_after",
        findings.before_after_title(d06),
        _("The same {items} items, at least five cases on each side; mean working days").format(
            items=wording.number(d06["items"])
        ),
        "bars",
        [_("Before the transfer"), _("After the transfer")],
        [Series(_("working days"), _values(d06[["mean_before", "mean_after"]]))],
        ("D06",),
        digits=2,
        unit=_("working days"),
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
        findings.reviews_title(material.one("S05"), material.one("S06")),
        _("Valid ratings by level; {n} given by the system are left out").format(
            n=wording.number(material.one("S03")["by_default"])
        ),
        "bars",
        [codes.label("level", level) for level in shown],
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
        findings.bad_department_title(rows),
        _("Bad reviews of the period by department"),
        "bars",
        list(shown["department"]),
        [Series(_("Bad reviews"), _values(shown["bad"]), "vermilion")],
        ("S05", "S06"),
        unit=_("ratings"),
    )


def online(material: Material) -> Picture | None:
    """What could be done online beside what is."""
    could, whole, used = material.one("O01"), material.one("O02"), material.one("O03")
    if wording.is_missing(could["value"]) or wording.is_missing(used["value"]):
        return None
    split = findings_service.by_department(
        *(material.rows(code, "department") for code in ("O01", "O02", "O03"))
    )
    return Picture(
        "online",
        findings_service.is_title(used, split),
        _("Share of items that can be done online and from end to end, and of cases that came online"),
        "bars",
        [_("Can be done online"), _("Online from end to end"), _("Handed in online")],
        [Series("%", _values(pd.Series([could["value"], whole["value"], used["value"]])))],
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
        findings_service.months_title(rows),
        _("Mean of a day on record, everything handled in the hall"),
        "line",
        _days(rows["month"]),
        [
            Series(_("Visits a day"), _values(rows["visits_a_day"]), "ink"),
            Series(_("Cases taken a day"), _values(rows["taken_a_day"]), "mid"),
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
        findings_service.centre_title(rows),
        findings_service.centre_caption(rows),
        "columns",
        [wording.day(day) for day in rows["recorded_on"]],
        [
            Series(_("Windows"), _values(rows["windows"]), "ink"),
            Series(_("Window staff"), _values(rows["staff"]), "mid"),
        ],
        ("O08",),
    )


def disputes(material: Material) -> Picture | None:
    """Open disputes by kind and age."""
    rows = material.rows("dispute_ageing")
    rows = rows[rows["split"] == "kind"].head(MOST)
    if rows.empty:
        return None
    return Picture(
        "disputes",
        findings_sticking.disputes_title(material.one("T08"), material.one("T09")),
        _("Open disputes by kind, and for how long they are open"),
        "stacked",
        [codes.label("dispute_kind", kind) for kind in rows["kind"]],
        [
            Series(_("Up to 30 days"), _values(rows["up_to_30"]), "faint"),
            Series(_("31–90 days"), _values(rows["to_90"]), "mid"),
            Series(_("Over 90 days"), _values(rows["over_90"]), "amber"),
        ],
        ("T08", "T09"),
        unit=_("disputes"),
    )


def owed(material: Material) -> Picture | None:
    """Who owes what is overdue."""
    rows = material.rows("overdue_by_owner")
    if rows.empty:
        return None
    title = findings_sticking.owed_title(rows)
    rows = rows.head(MOST)
    return Picture(
        "owed",
        title,
        _("Transfers and disputes past their day, by the unit that owes them"),
        "stacked",
        [findings_sticking.unit(owner) for owner in rows["owner"]],
        [
            Series(_("Transfers"), _values(rows["transfers"]), "ink"),
            Series(_("Disputes"), _values(rows["disputes"]), "amber"),
        ],
        ("T06", "T09"),
        unit=_("matters"),
    )


ALL: tuple[Callable[[Material], Picture | None], ...] = (
    transfer,
    batches,
    departments,
    funnel,
    handovers,
    three_limits,
    before_after,
    months,
    slowest,
    levels,
    bad_reviews,
    online,
    hall,
    centre,
    disputes,
    owed,
)


def pictures(material: Material) -> list[Picture]:
    """Every chart that has something to show, its words free of the pages' Markdown."""
    made = (make(material) for make in ALL)
    return [_spoken(picture) for picture in made if picture is not None]


def _spoken(picture: Picture) -> Picture:
    return replace(
        picture,
        title=wording.bare(picture.title),
        caption=wording.bare(picture.caption),
        said=wording.bare(picture.said),
    )
