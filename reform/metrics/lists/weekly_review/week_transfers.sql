-- name: 逾期与临期未划转的事项 | Transfers overdue or near due
-- uses: items, stages, plan_changes
-- means: 截至日已逾期或 10 个工作日内到期而尚未划转的事项 | Items not transferred that are past their planned day or due within 10 working days at the as-of date
with waiting as (
    select *, days_left($scope['as_of'], planned_on) as days_left
    from items_at($scope)
    where counted and not is_transferred
)

select
    item_name as subject,
    item_code as reference,
    item_code,
    department as owner,
    planned_on as due_on,
    days_left
from waiting
where days_left <= 10
order by days_left, item_code
