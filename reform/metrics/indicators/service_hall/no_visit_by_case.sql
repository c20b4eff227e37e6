-- code: O05b
-- name: 零跑动占比（办件口径） | No visit (by case)
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items
-- rows: rows_cases
-- means: 期内办结、申请人没有到过现场的办件 ÷ 期内办结且次数已知的办件 | Cases completed in the period for which the applicant never came ÷ those whose visits are known
-- source: 县级口径 | the county's own definition
select
    dims,
    coalesce(sum(cases) filter (where visits = 0), 0) as numerator,
    coalesce(sum(cases) filter (where visits is not null), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    sum(cases) - denominator as left_out
from visited($scope)
group by dims
