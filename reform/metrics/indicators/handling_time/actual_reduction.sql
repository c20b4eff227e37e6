-- code: D04
-- name: 实际提速率 | Actual time reduction
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- calendars: calendars_in_period.promised_case
-- rows: rows_cases
-- means: (Σ法定时限 − Σ实际用时) ÷ Σ法定时限；办结的承诺件，法定时限已知者 | (Σ statutory − Σ used) ÷ Σ statutory, over completed promised cases with a known statutory limit
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(statutory_days) - sum(working_days * statutory_known) as numerator,
    sum(statutory_days) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(statutory_known) as n,
    sum(completed) - sum(statutory_known) as left_out
from completed($scope)
where kind = '2'
group by dims
