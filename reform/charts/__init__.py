"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme.

A chart is drawn from rows and a palette; equal ones are drawn once (``common.caching``).
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
from reform.charts.palette import DARK as DARK
from reform.charts.palette import LIGHT as LIGHT
from reform.charts.palette import Palette as Palette
from reform.charts.texts import rates as rates
from reform.charts.texts import sentences as sentences
from reform.charts.texts import shares as shares
from reform.charts.texts import with_shares as with_shares
from reform.common.caching import cached_by_content

bars = cached_by_content(base.bars)
before_and_after = cached_by_content(handling_time.before_and_after)
days_distribution = cached_by_content(handling_time.days_distribution)
limits_by_unit = cached_by_content(handling_time.limits_by_unit)
monthly_days = cached_by_content(handling_time.monthly_days)
monthly_rate = cached_by_content(handling_time.monthly_rate)
three_limits = cached_by_content(handling_time.three_limits)
days_against = cached_by_content(business_setup.days_against)
two_sides = cached_by_content(business_setup.two_sides)
item_weeks = cached_by_content(item.item_weeks)
came_online = cached_by_content(service_hall.came_online)
could_be_online = cached_by_content(service_hall.could_be_online)
hall_months = cached_by_content(service_hall.hall_months)
weekday_hours = cached_by_content(service_hall.weekday_hours)
monthly_calls = cached_by_content(data_sharing.monthly_calls)
points_by_section = cached_by_content(scorecard.points_by_section)
ageing = cached_by_content(bottlenecks.ageing)
handovers = cached_by_content(bottlenecks.handovers)
owed = cached_by_content(bottlenecks.owed)
stage_funnel = cached_by_content(bottlenecks.stage_funnel)
credit_grades = cached_by_content(supervision.credit_grades)
credit_measures = cached_by_content(supervision.credit_measures)
in_time_or_late = cached_by_content(supervision.in_time_or_late)
plan_done = cached_by_content(supervision.plan_done)
waiting = cached_by_content(supervision.waiting)
planned_against_actual = cached_by_content(transfers.planned_against_actual)
sparkline = cached_by_content(transfers.sparkline)
transfer_curve = cached_by_content(transfers.transfer_curve)
means_with_intervals = cached_by_content(feedback.means_with_intervals)
step_shares = cached_by_content(one_window.step_shares)
