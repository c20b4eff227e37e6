-- name: 谁欠着 | Owed by whom
-- uses: items, stages, disputes, plan_changes
-- means: 各单位逾期未划转的事项（原实施部门）与超期未办结的争议（责任单位），以及最长超期工作日 | Transfers overdue by original department and disputes overdue by the unit that owes their settlement, with the longest delay in working days
with late as (
    select department as owner, 'transfer' as kind, planned_on as due_on
    from items_at($scope)
    where counted and is_overdue
    union all
    select owing, 'dispute', due_on
    from disputes_at($scope)
    where is_overdue
)

select
    late.owner,
    count(*) filter (where late.kind = 'transfer') as transfers,
    count(*) filter (where late.kind = 'dispute') as disputes,
    count(*) as overdue,
    max(greatest(1, until_days.workday_no - due_days.workday_no)) as longest
from late
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = late.due_on
left join calendar as until_days
    on until_days.kind = 'china' and until_days.day = $scope['as_of']
group by late.owner
order by overdue desc, longest desc, late.owner
