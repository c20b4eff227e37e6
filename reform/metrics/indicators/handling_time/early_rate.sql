-- code: D08
-- name: 提前办结率 | Early completion rate
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- rows: rows_cases
-- means: 办结日早于应办结日的办结件 ÷ 有应办结日的办结件；当日办结算按时，不算提前 | Completed before the day due ÷ completed with a day due; on the day itself is on time, not early
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(early) as numerator,
    sum(deadline_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(deadline_known) as n,
    sum(completed) - sum(deadline_known) as left_out
from completed($scope)
group by dims
