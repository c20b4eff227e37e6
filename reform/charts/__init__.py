"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme."""

from reform.charts.base import bars
from reform.charts.days import (
    before_and_after,
    days_distribution,
    limits_by_unit,
    monthly_days,
    monthly_rate,
    three_limits,
)
from reform.charts.flow import Level, days_against, two_sides
from reform.charts.item import item_weeks
from reform.charts.notes import annotated
from reform.charts.palette import DARK, LIGHT, Palette
from reform.charts.service import came_online, could_be_online, hall_months, weekday_hours
from reform.charts.sharing import monthly_calls
from reform.charts.sheet import points_by_section
from reform.charts.sticking import ageing, handovers, owed, stage_funnel
from reform.charts.supervision import credit_grades, credit_measures, in_time_or_late, plan_done, waiting
from reform.charts.transfers import planned_against_actual, sparkline, transfer_curve
from reform.charts.voices import means_with_intervals
from reform.charts.window import step_shares

__all__ = [
    "DARK",
    "LIGHT",
    "Level",
    "Palette",
    "ageing",
    "annotated",
    "bars",
    "before_and_after",
    "came_online",
    "could_be_online",
    "credit_grades",
    "credit_measures",
    "days_against",
    "days_distribution",
    "hall_months",
    "handovers",
    "in_time_or_late",
    "item_weeks",
    "limits_by_unit",
    "means_with_intervals",
    "monthly_calls",
    "monthly_days",
    "monthly_rate",
    "owed",
    "plan_done",
    "planned_against_actual",
    "points_by_section",
    "sparkline",
    "stage_funnel",
    "step_shares",
    "three_limits",
    "transfer_curve",
    "two_sides",
    "waiting",
    "weekday_hours",
]
