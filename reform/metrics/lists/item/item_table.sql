-- name: 事项一览 | Items
-- uses: items, stages, plan_changes
-- means: 每个事项的批次、计划、阶段、五到位与超期工作日 | Batch, plan, stage, handover flags and working days overdue of each item
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    status.item_code,
    status.item_name,
    status.department,
    status.supervising_department,
    status.domain,
    status.batch,
    status.planned_on,
    status.original_planned_on,
    status.stage,
    status.stage_on,
    status.flags,
    status.is_transferred,
    status.is_in_place,
    case
        when status.is_overdue then greatest(1, until_days.workday_no - due_days.workday_no)
    end as days_late,
    status.statutory_days,
    status.statutory_unit,
    status.statutory_kind,
    status.promised_days,
    status.promised_unit,
    status.promised_kind,
    status.stage_reason
from items_at($scope) as status
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = status.planned_on
left join calendar as until_days
    on until_days.kind = 'china' and until_days.day = $scope['as_of']
where status.counted
order by days_late desc nulls last, status.batch, status.item_code
