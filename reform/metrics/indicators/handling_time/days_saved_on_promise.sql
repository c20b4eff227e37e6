-- code: D05b
-- name: 累计节省工作日（承诺口径） | Working days saved (promise basis)
-- unit: 工作日 | working days
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- calendars: calendars_in_period.promised_known
-- rows: rows_cases
-- means: Σ(承诺时限 − 实际用时)，办结件中承诺时限已知者；超出承诺的按负数计入 | Σ (promised limit − days used) over completed cases with a known promise; overruns count as negative
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(promised_days) - sum(working_days * promised_known) as numerator,
    sum(promised_known) as denominator,
    case when denominator > 0 then numerator end as value,
    denominator as n,
    sum(promised_days) as limit_days,
    sum(promised_saved_only) as saved_only,
    1.0 * numerator / nullif(denominator, 0) as per_case,
    sum(completed) - sum(promised_known) as left_out
from completed($scope)
group by dims
