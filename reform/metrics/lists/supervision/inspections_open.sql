-- name: 待办的抽查任务 | Inspection tasks that owe something
-- uses: inspections
-- means: 截至日逾期未查、逾期未公示或问题未处置完的抽查任务，及逾期工作日 | Tasks that are past their day without checks, past their day without publication, or have problems not dealt with, with the working days late
with owing as (
    select
        *,
        case
            when is_overdue then 'unchecked'
            when is_publication_overdue then 'unpublished'
            else 'problems'
        end as owes
    from inspections_in($scope, 'planned')
    where is_overdue or is_publication_overdue or (is_done and closed < problems)
)

select
    owing.owes,
    owing.department,
    owing.task_no,
    owing.is_joint,
    owing.planned_on,
    owing.checked_on,
    owing.publish_by,
    owing.problems - owing.closed as problems_open,
    case
        when owing.owes <> 'problems' then greatest(1, until_days.workday_no - due_days.workday_no)
    end as days_late
from owing
inner join calendar as until_days
    on until_days.kind = 'china' and until_days.day = $scope['as_of']
left join calendar as due_days
    on due_days.kind = 'china'
    and due_days.day = case owing.owes when 'unchecked' then owing.planned_on else owing.publish_by end
order by days_late desc nulls last, problems_open desc, owing.task_no
