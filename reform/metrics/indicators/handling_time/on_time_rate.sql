-- code: D07
-- name: 按时办结率 | On-time rate
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- rows: rows_cases
-- means: 按时办结的办结件 ÷ 有期限的办结件；有应办结日期的按该日期，没有的按承诺时限（含批准的延长） | Completed on time ÷ completed with a limit; by the case's own due date where given, else by the promise (with granted extensions)
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 行政许可法第42条；县级口径 | Administrative Licensing Law art. 42; the county's own definition
select
    dims,
    sum(on_time) as numerator,
    sum(due_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(due_known) as n,
    sum(completed) - sum(due_known) as left_out
from completed($scope)
group by dims
