-- name: 争议台账 | Disputes
-- uses: disputes, items
-- means: 每件争议的类型、双方、论证与决定、责任单位、期限与超期工作日；超期的在前，其次是等待决定的 | Kind, sides, review and decision, owner, deadline and working days overdue of each dispute; overdue ones first, then those that await a decision
-- past: 认定没有日期，过去的截至日也计入今天已有的认定 | A finding has no day: one made later counts at an as-of date in the past, too
select
    disputes.dispute_no,
    disputes.kind,
    disputes.item_name,
    disputes.item_code,
    disputes.department,
    disputes.side,
    disputes.other_side,
    disputes.raised_on,
    case when not disputes.is_settled then $scope['as_of'] - disputes.raised_on end as open_days,
    disputes.coordinations,
    disputes.reviewed_on,
    disputes.experts,
    disputes.review_result,
    disputes.submitted_on,
    disputes.decided_on,
    disputes.decision,
    disputes.due_on,
    disputes.settled_on,
    disputes.owing,
    disputes.state,
    case
        when disputes.is_overdue then greatest(1, until_days.workday_no - due_days.workday_no)
    end as days_late,
    disputes.passed_around,
    disputes.focus
from disputes_at($scope) as disputes
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = disputes.due_on
left join calendar as until_days
    on until_days.kind = 'china' and until_days.day = $scope['as_of']
order by
    days_late desc nulls last,
    case disputes.state when 'reviewed' then 0 when 'decided' then 1 when 'settled' then 3 else 2 end,
    disputes.raised_on,
    disputes.dispute_no
