"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme.

A figure is drawn once for equal rows and given to everybody who asks again (``once``).
"""

from reform.charts import (
    base,
    days,
    flow,
    item,
    service,
    sharing,
    sheet,
    sticking,
    supervision,
    transfers,
    voices,
    window,
)
from reform.charts.flow import Level
from reform.charts.notes import annotated
from reform.charts.once import drawn_once
from reform.charts.palette import DARK, LIGHT, Palette

bars = drawn_once(base.bars)
before_and_after = drawn_once(days.before_and_after)
days_distribution = drawn_once(days.days_distribution)
limits_by_unit = drawn_once(days.limits_by_unit)
monthly_days = drawn_once(days.monthly_days)
monthly_rate = drawn_once(days.monthly_rate)
three_limits = drawn_once(days.three_limits)
days_against = drawn_once(flow.days_against)
two_sides = drawn_once(flow.two_sides)
item_weeks = drawn_once(item.item_weeks)
came_online = drawn_once(service.came_online)
could_be_online = drawn_once(service.could_be_online)
hall_months = drawn_once(service.hall_months)
weekday_hours = drawn_once(service.weekday_hours)
monthly_calls = drawn_once(sharing.monthly_calls)
points_by_section = drawn_once(sheet.points_by_section)
ageing = drawn_once(sticking.ageing)
handovers = drawn_once(sticking.handovers)
owed = drawn_once(sticking.owed)
stage_funnel = drawn_once(sticking.stage_funnel)
credit_grades = drawn_once(supervision.credit_grades)
credit_measures = drawn_once(supervision.credit_measures)
in_time_or_late = drawn_once(supervision.in_time_or_late)
plan_done = drawn_once(supervision.plan_done)
waiting = drawn_once(supervision.waiting)
planned_against_actual = drawn_once(transfers.planned_against_actual)
sparkline = drawn_once(transfers.sparkline)
transfer_curve = drawn_once(transfers.transfer_curve)
means_with_intervals = drawn_once(voices.means_with_intervals)
step_shares = drawn_once(window.step_shares)

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
