-- code: D05
-- name: 累计节省工作日（法定口径） | Working days saved (statutory basis)
-- unit: 工作日 | working days
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- calendars: calendars_in_period.statutory_known
-- rows: rows_cases
-- means: Σ(法定时限 − 实际用时)，办结件中法定时限已知者；超出法定的按负数计入，另列只计节省的数 | Σ (statutory limit − days used) over completed cases with a known statutory limit; overruns count as negative, the sum without them is shown beside it
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(statutory_days) - sum(working_days * statutory_known) as numerator,
    sum(statutory_known) as denominator,
    case when denominator > 0 then numerator end as value,
    denominator as n,
    sum(statutory_days) as limit_days,
    sum(statutory_saved_only) as saved_only,
    1.0 * numerator / nullif(denominator, 0) as per_case,
    sum(completed) - sum(statutory_known) as left_out
from completed($scope)
group by dims
