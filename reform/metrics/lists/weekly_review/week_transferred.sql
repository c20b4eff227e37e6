-- name: 本周划转的事项 | Items transferred this week
-- uses: items, stages, plan_changes
-- means: 期内首次进入 S4 及以后阶段的事项，其计划日期与划转日期 | Items that first entered S4 or a later stage in the period, with their planned and actual day
select
    item_name as subject,
    item_code as reference,
    item_code,
    department as owner,
    planned_on as due_on,
    cast(null as integer) as days_left,
    transferred_on as happened_on
from items_at($scope)
where counted and is_transferred and transferred_on between $scope['from_on'] and $scope['as_of']
order by transferred_on, item_code
