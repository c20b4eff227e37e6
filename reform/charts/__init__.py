"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme.

A figure is drawn once for equal rows and given to everybody who asks again (``reform.kept``).
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
from reform.charts.palette import DARK, LIGHT, Palette
from reform.kept import kept

bars = kept(base.bars)
before_and_after = kept(days.before_and_after)
days_distribution = kept(days.days_distribution)
limits_by_unit = kept(days.limits_by_unit)
monthly_days = kept(days.monthly_days)
monthly_rate = kept(days.monthly_rate)
three_limits = kept(days.three_limits)
days_against = kept(flow.days_against)
two_sides = kept(flow.two_sides)
item_weeks = kept(item.item_weeks)
came_online = kept(service.came_online)
could_be_online = kept(service.could_be_online)
hall_months = kept(service.hall_months)
weekday_hours = kept(service.weekday_hours)
monthly_calls = kept(sharing.monthly_calls)
points_by_section = kept(sheet.points_by_section)
ageing = kept(sticking.ageing)
handovers = kept(sticking.handovers)
owed = kept(sticking.owed)
stage_funnel = kept(sticking.stage_funnel)
credit_grades = kept(supervision.credit_grades)
credit_measures = kept(supervision.credit_measures)
in_time_or_late = kept(supervision.in_time_or_late)
plan_done = kept(supervision.plan_done)
waiting = kept(supervision.waiting)
planned_against_actual = kept(transfers.planned_against_actual)
sparkline = kept(transfers.sparkline)
transfer_curve = kept(transfers.transfer_curve)
means_with_intervals = kept(voices.means_with_intervals)
step_shares = kept(window.step_shares)

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
