-- name: 本周调整的计划 | Plans moved this week
-- uses: items, stages, plan_changes
-- means: 期内记录的计划调整：由哪天改到哪天、原因 | Moves of a plan recorded in the period: from which day to which, and why
select
    item_name as subject,
    item_code as reference,
    item_code,
    department as owner,
    to_on as due_on,
    days_left($scope['as_of'], to_on) as days_left,
    changed_on as happened_on,
    from_on as before_on,
    reason
from plan_moves_at($scope)
where is_recorded and changed_on between $scope['from_on'] and $scope['as_of']
order by changed_on, item_code
