-- code: H01
-- name: 培训覆盖率 | Window staff trained
-- unit: %
-- better: higher
-- by: month
-- uses: trainings, centre
-- needs: trainings.staff_code
-- rows: rows_trainings
-- means: 期内参加过培训的窗口人员（按编号去重）÷ 截至日最近一次盘点的窗口人员数；未选起始日时为期末前 365 日。全中心口径，不分部门；培训后离岗的人员仍在分子，清点只有总数，无从扣除，因此偏高，可能超过 100% | Window staff who took part in a training in the period, each counted once by code ÷ window staff in the latest count of the centre; without a beginning the 365 days up to the end. Of the whole centre, not by department; who left after a training stays in the numerator, for the count names nobody, so the rate is too high and may exceed 100 %
-- source: 县级口径 | the county's own definition
with trained as (
    select dims, count(distinct staff_code) as people, count(*) filter (where staff_code is null) as left_out
    from window_staff_trained($scope)
    group by dims
)

select
    trained.dims,
    trained.people as numerator,
    window_staff.staff as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    trained.people as n,
    trained.left_out
from trained
cross join window_staff($scope) as window_staff
