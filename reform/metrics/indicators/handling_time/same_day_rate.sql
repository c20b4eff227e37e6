-- code: D12
-- name: 当日办结率 | Same-day completion rate
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases
-- rows: rows_cases
-- means: 受理当日办结的办结件 ÷ 办结件；撤回与异常终止不计 | Cases completed on the day of acceptance ÷ completed cases; withdrawn and terminated cases left out
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(same_day) as numerator,
    sum(completed) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(completed) as n
from completed($scope)
group by dims
