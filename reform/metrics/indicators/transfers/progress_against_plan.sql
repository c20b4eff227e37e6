-- code: T05
-- name: 序时进度差 | Progress against plan
-- unit: 百分点 | percentage points
-- better: higher
-- by: department, domain, batch
-- uses: items, stages, plan_changes
-- needs: stages
-- rows: rows_items
-- means: 划转完成率 − 按截至日当日的计划应完成的比率 | Transfer rate − the rate asked for by the plan as it stood on the as-of date
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_transferred) - count(*) filter (where is_planned_by_now) as numerator,
    count(*) as denominator,
    -- without any planned day there is no plan to compare with
    case when count(planned_on) > 0 then 100.0 * numerator / nullif(denominator, 0) end as value,
    count(*) as n,
    count(*) filter (where is_planned_by_now) as planned,
    100.0 * planned / nullif(denominator, 0) as planned_rate
from items_at($scope)
where counted
group by dims
