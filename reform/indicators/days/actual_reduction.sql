-- code: D04
-- name: 实际提速率 | Actual time reduction
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- rows: rows_cases
-- means: (Σ法定时限 − Σ实际用时) ÷ Σ法定时限；办结的承诺件，法定时限已知者 | (Σ statutory − Σ used) ÷ Σ statutory, over completed promised cases with a known statutory limit
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
