-- name: 待核查或待处理的告知承诺 | Commitments that owe something
-- uses: commitments, items
-- means: 截至日逾期未核查，或已认定失信而未处理的告知承诺，及逾期工作日 | Commitments past their day without a check, or found broken and not dealt with, with the working days late
select
    case when owed.is_overdue then 'unchecked' else 'unhandled' end as owes,
    owed.department,
    owed.item_name,
    owed.item_code,
    owed.commitment_no,
    owed.committed_on,
    owed.check_due_on,
    owed.checked_on,
    case
        when owed.is_overdue then greatest(1, until_days.workday_no - due_days.workday_no)
    end as days_late
from commitments_in($scope) as owed
inner join calendar as until_days
    on until_days.kind = 'china' and until_days.day = $scope['as_of']
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = owed.check_due_on
where owed.is_overdue or owed.is_unhandled
order by days_late desc nulls last, owed.committed_on, owed.commitment_no
