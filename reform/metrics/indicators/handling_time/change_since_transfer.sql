-- code: D06
-- name: 较划转前变化 | Change since transfer
-- unit: 工作日 | working days
-- better: lower
-- by: department, domain, batch, channel, item, month, week
-- uses: cases, pauses, stages
-- needs: stages
-- calendars: calendars_since_transfer.completed
-- rows: rows_cases
-- means: 划转后平均用时 − 同一事项划转前平均用时，负数为缩短；划转前后各有至少 5 件办结的事项，按划转后办结件加权；均值与件数按截至日的全部办结件判断，与所选时段和方式无关；退回后受理的不算划转后 | Mean days after the transfer − the same items' mean before it, negative is faster; items with at least 5 completed cases on each side, weighted by the cases after; the mean and the 5 are of all cases completed by the as-of date, whatever period and channel are chosen; accepted after the item was returned is not after the transfer
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(used_days) - sum(days_before) as numerator,
    sum(completed) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    1.0 * sum(days_before) / nullif(denominator, 0) as mean_before,
    1.0 * sum(used_days) / nullif(denominator, 0) as mean_after,
    sum(completed) as n,
    count(distinct subject_id) as items
from after_transfer($scope)
group by dims
