-- name: 当前阶段 | Stages now
-- means: 截至日各阶段的事项数 | Items in each stage at the as-of date
select stage, count(*) as items
from items_at($scope)
where counted
group by stage
order by stage
