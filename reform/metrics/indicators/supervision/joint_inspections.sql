-- code: R05
-- name: 部门联合抽查占比 | Joint inspections
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: inspections
-- rows: rows_inspections
-- means: 部门联合抽查任务 ÷ 期内检查结束且标明是否联合的任务 | Joint tasks ÷ tasks checked in the period that say whether they are joint
-- source: 双随机、一公开 | random inspection rules
select
    dims,
    count(*) filter (where is_joint) as numerator,
    count(is_joint) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from inspections_in($scope, 'checked')
group by dims
