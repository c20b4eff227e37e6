-- code: D03
-- name: 实际办理平均用时 | Working days used
-- unit: 工作日 | working days
-- better: lower
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, pauses
-- calendars: calendars_in_period.completed
-- rows: rows_cases
-- means: 办结件从受理到办结的工作日均值（首日不计、末日计入；扣除特别程序，自其开始次日至结束当日），另列中位数与九成分位；撤回与异常终止不计 | Mean working days from acceptance to completion (first day out, last day in; special procedures out, from the day after they begin to the day they end), with median and 90th percentile; withdrawn and terminated cases left out
-- source: 行政许可法第42、45、82条 | Administrative Licensing Law art. 42, 45, 82
with by_days as (
    select dims, working_days, sum(completed) as cases, sum(provisional) as provisional
    from completed($scope)
    group by dims, working_days
),

running as (
    select
        *,
        sum(cases) over (partition by dims order by working_days) as reach,
        sum(cases) over (partition by dims) as total
    from by_days
)

select
    dims,
    sum(working_days * cases) as numerator,
    sum(cases) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    value as mean,
    quantile_of_counts(0.5, working_days, reach, total) as p50,
    quantile_of_counts(0.9, working_days, reach, total) as p90,
    sum(cases) as n,
    sum(provisional) as provisional
from running
group by dims
