-- name: 各月信用奖惩 | Credit measures by month
-- uses: credit_measures
-- means: 期内各月守信激励、失信惩戒、信用修复的件数 | Incentives, penalties and repairs counted in each month of the period
select
    cast(date_trunc('month', counted_on) as date) as month,
    coalesce(sum(cases) filter (where kind = 'incentive'), 0) as incentives,
    coalesce(sum(cases) filter (where kind = 'penalty'), 0) as penalties,
    coalesce(sum(cases) filter (where kind = 'repair'), 0) as repairs
from credit_measures_in($scope)
group by month
order by month
