-- name: 逾期与临期的争议 | Disputes overdue or near due
-- uses: disputes, items
-- means: 截至日已超期或 5 个工作日内到期而尚未办结的争议，责任单位负责 | Open disputes past their promised day or due within 5 working days at the as-of date, owed by the unit named
with waiting as (
    select *, days_left($scope['as_of'], due_on) as days_left
    from disputes_at($scope)
    where not is_settled
)

select
    coalesce(item_name, item_code, focus) as subject,
    dispute_no as reference,
    case when item_name is not null then item_code end as item_code,
    coalesce(owing, department) as owner,
    due_on,
    days_left
from waiting
where days_left <= 5
order by days_left, dispute_no
