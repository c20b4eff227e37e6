-- name: 逾期与临期的对策节点 | Milestones overdue or near due
-- uses: milestones
-- means: 截至日尚未完成、已过期限或 10 个工作日内到期的对策节点 | Milestones not done that are past their day or due within 10 working days at the as-of date
with waiting as (
    select *, days_left($scope['as_of'], due_on) as days_left
    from milestones_at($scope)
    where done_on is null
)

select
    milestone as subject,
    measure_no as reference,
    owner,
    due_on,
    days_left
from waiting
where days_left <= 10
order by days_left, measure_no, milestone
