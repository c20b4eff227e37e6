-- name: 差评台账 | Bad reviews
-- by: channel
-- channels: ratings
-- uses: ratings
-- means: 每条差评的事项、责任部门、期限与整改 | Item, department, deadline and rectification of each bad review
select
    coalesce(rating_no, case_no) as reference,
    item_name,
    department,
    channel,
    level,
    rated_on,
    due_on,
    rectified_on,
    case
        when is_rectified and rectified_on <= due_on then 'in_time'
        when is_rectified then 'late'
        when is_past_due then 'overdue'
        else 'pending'
    end as state,
    called_back_on,
    verified,
    comment
from ratings_in($scope)
where bad
order by case state when 'overdue' then 0 when 'pending' then 1 when 'late' then 2 else 3 end, due_on
