-- code: T06
-- name: 逾期未划转数 | Items overdue
-- unit: 项 | items
-- better: lower
-- by: department, domain, batch
-- uses: items, stages, plan_changes
-- needs: stages
-- rows: rows_items
-- means: 按截至日当日的计划，计划日期早于截至日而尚未进入 S4 的事项；计划此后调整的，当日仍算逾期 | Items that the plan as it stood on the as-of date has before that date and that have not reached S4; a plan moved later was overdue on that day all the same
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_overdue) as numerator,
    count(*) as denominator,
    -- without any planned day nothing can be late or in time
    case when count(planned_on) > 0 then numerator end as value,
    count(*) as n
from items_at($scope)
where counted
group by dims
