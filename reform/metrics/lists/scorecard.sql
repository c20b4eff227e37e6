-- list: red_list
-- name: 需要关注 | Needs attention
-- uses: items, stages, disputes, cases, pauses, ratings, plan_changes
-- belongs_to: owner
-- means: 截至日逾期未划转的事项、超期未办结的争议、逾期未整改的差评、超期在办的办件，到期最早的在前；办件的超期日数按其所用的日历计，其余按法定工作日计 | Items past their planned day, disputes and bad reviews past their deadline and open cases past theirs, earliest due first; days overdue of a case are counted on its own calendar, the others in official working days
with late as (
    select
        'transfer' as kind,
        item_name as subject,
        item_code as reference,
        department as owner,
        planned_on as due_on,
        stage as state
    from items_at($scope)
    where counted and is_overdue
    union all
    select 'review', item_name, coalesce(case_no, rating_no), department, due_on, coalesce(verified, 'open')
    from ratings_in($scope)
    where bad and is_past_due and not is_rectified
    union all
    select 'dispute', coalesce(item_name, focus), dispute_no, owing, due_on, state
    from disputes_at($scope)
    where is_overdue
)

select *, days_late($scope['as_of'], due_on) as days_late, 'china' as calendar_kind
from late
union all
select
    'case',
    item_name,
    case_no,
    department,
    deadline,
    case when is_paused then 'paused' else 'open' end,
    -days_left,
    calendar_kind
from open_cases($scope)
where days_left < 0
order by due_on nulls last, kind, reference, subject, owner;

-- list: targets_now
-- name: 现行目标 | Targets in force
-- uses: targets
-- belongs_to: department, everybody
-- means: 截至日有效的目标：指标、适用部门、目标值与出处，后定的在前 | Targets in force at the as-of date: indicator, department, value and source, the latest first
select indicator, department, value, document, from_on, to_on
from named_targets
where from_on <= $scope['as_of'] and coalesce(to_on >= $scope['as_of'], true)
order by indicator, department nulls first, from_on desc;
