-- code: T12
-- name: 计划调整事项数 | Items whose plan was moved
-- unit: 项 | items
-- better: lower
-- by: department, domain, batch
-- uses: items, plan_changes, stages
-- rows: rows_plan_changes
-- means: 截至日有计划调整记录的事项，加上截至日当日的计划不同于原计划而到该日没有任何记录的事项；分母为应划转事项；另列调整次数、缺原因、缺批准与无记录的。既无原计划又无调整记录的不作判断 | Items with a recorded move of their plan by the as-of date, and those whose plan on that date differs from the first one without any record by then, of the items to be transferred; beside them the moves, those without a reason or an approval, and the unrecorded ones. Without a first plan and a record nobody can tell
-- source: 县级口径 | the county's own definition
select
    dims,
    count(distinct item_code) filter (where is_moved) as numerator,
    count(distinct item_code) as denominator,
    case when count(original_planned_on) + count(changed_on) > 0 then numerator end as value,
    count(distinct item_code) as n,
    count(changed_on) as changes,
    count(*) filter (where is_recorded and reason is null) as without_reason,
    count(*) filter (where is_recorded and approved_by is null) as without_approval,
    count(*) filter (where is_moved and not is_recorded) as without_record
from plan_moves_at($scope)
group by dims
