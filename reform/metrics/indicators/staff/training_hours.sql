-- code: H02
-- name: 人均学时 | Training hours per head
-- unit: 学时 | hours
-- better: higher
-- by: month
-- uses: trainings, centre
-- needs: trainings.hours
-- rows: rows_trainings
-- means: 期内窗口人员参加培训的学时合计（人次 × 学时）÷ 截至日最近一次盘点的窗口人员数；未选起始日时为期末前 365 日；没有填学时的不计 | Hours of training taken by window staff in the period (attendances × hours) ÷ window staff in the latest count of the centre; without a beginning the 365 days up to the end; those without hours are left out
-- source: 县级口径 | the county's own definition
with taken as (
    select
        dims,
        coalesce(sum(hours * attended), 0) as hours,
        coalesce(sum(attended) filter (where hours is not null), 0) as attended,
        coalesce(sum(attended) filter (where hours is null), 0) as left_out
    from window_staff_trained($scope)
    group by dims
)

select
    taken.dims,
    taken.hours as numerator,
    window_staff.staff as denominator,
    numerator / nullif(denominator, 0) as value,
    taken.attended as n,
    taken.left_out
from taken
cross join window_staff($scope) as window_staff
