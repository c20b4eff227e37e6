-- name: 一个事项的计划调整 | One item's plan changes
-- uses: plan_changes
-- means: 每次调整的日期、前后计划、原因和批准 | Each move of the plan: when, from, to, why, on whose approval
select changed_on, from_on, to_on, reason, approved_by, document
from raw.plan_changes
where list_contains($scope['items'], item_code) and changed_on <= $scope['as_of']
order by changed_on
