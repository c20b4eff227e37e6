"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme.

A chart is drawn from rows and a palette; equal ones are drawn once (``caching``).
"""

from reform.charts import (
    base,
    bottlenecks,
    business_setup,
    data_sharing,
    feedback,
    handling_time,
    item,
    one_window,
    scorecard,
    service_hall,
    supervision,
    transfers,
)
from reform.charts.annotations import annotated as annotated
from reform.charts.business_setup import RequiredLevel as RequiredLevel
from reform.charts.caching import drawn_once
from reform.charts.palette import DARK as DARK
from reform.charts.palette import LIGHT as LIGHT
from reform.charts.palette import Palette as Palette
from reform.charts.texts import rates as rates
from reform.charts.texts import sentences as sentences
from reform.charts.texts import shares as shares
from reform.charts.texts import with_shares as with_shares

bars = drawn_once(base.bars)
before_and_after = drawn_once(handling_time.before_and_after)
days_distribution = drawn_once(handling_time.days_distribution)
limits_by_unit = drawn_once(handling_time.limits_by_unit)
monthly_days = drawn_once(handling_time.monthly_days)
monthly_rate = drawn_once(handling_time.monthly_rate)
three_limits = drawn_once(handling_time.three_limits)
days_against = drawn_once(business_setup.days_against)
two_sides = drawn_once(business_setup.two_sides)
item_weeks = drawn_once(item.item_weeks)
came_online = drawn_once(service_hall.came_online)
could_be_online = drawn_once(service_hall.could_be_online)
hall_months = drawn_once(service_hall.hall_months)
weekday_hours = drawn_once(service_hall.weekday_hours)
monthly_calls = drawn_once(data_sharing.monthly_calls)
points_by_section = drawn_once(scorecard.points_by_section)
ageing = drawn_once(bottlenecks.ageing)
handovers = drawn_once(bottlenecks.handovers)
owed = drawn_once(bottlenecks.owed)
stage_funnel = drawn_once(bottlenecks.stage_funnel)
credit_grades = drawn_once(supervision.credit_grades)
credit_measures = drawn_once(supervision.credit_measures)
in_time_or_late = drawn_once(supervision.in_time_or_late)
plan_done = drawn_once(supervision.plan_done)
waiting = drawn_once(supervision.waiting)
planned_against_actual = drawn_once(transfers.planned_against_actual)
sparkline = drawn_once(transfers.sparkline)
transfer_curve = drawn_once(transfers.transfer_curve)
means_with_intervals = drawn_once(feedback.means_with_intervals)
step_shares = drawn_once(one_window.step_shares)
