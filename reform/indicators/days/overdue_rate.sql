-- code: D09
-- name: 超期率 | Overdue rate
-- unit: %
-- better: lower
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- rows: rows_cases
-- means: 超过应办结日期或承诺时限的办结件 ÷ 有期限的办结件；超过法定时限的件数另列 | Completed after the day due or the promise ÷ completed with a limit; those beyond the statutory limit are shown apart
-- source: 行政许可法第42条；县级口径 | Administrative Licensing Law art. 42; the county's own definition
select
    dims,
    sum(due_known) - sum(on_time) as numerator,
    sum(due_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(due_known) as n,
    sum(over_statutory) as over_statutory,
    sum(statutory_known) as statutory_known
from completed($scope)
group by dims
