-- code: D05c
-- name: 累计节省工作日（划转前口径） | Working days saved (since-transfer basis)
-- unit: 工作日 | working days
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- uses: cases, pauses, stages
-- needs: stages
-- calendars: calendars_since_transfer.completed
-- rows: rows_cases
-- means: Σ(同一事项划转前平均用时 − 划转后实际用时)；划转前后各有至少 5 件办结的事项；均值与件数按截至日的全部办结件判断，与所选时段和方式无关，各月相加等于合计；退回后受理的不算划转后 | Σ (the same item's mean before its transfer − days used after it), over items with at least 5 completed cases on each side; the mean and the 5 are of all cases completed by the as-of date, whatever period and channel are chosen, so months add up to the whole; accepted after the item was returned is not after the transfer
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(days_before) - sum(used_days) as numerator,
    sum(completed) as denominator,
    numerator as value,
    sum(completed) as n,
    1.0 * numerator / nullif(denominator, 0) as per_case,
    count(distinct subject_id) as items
from after_transfer($scope)
group by dims
