-- name: 对策节点 | Milestones
-- uses: milestones
-- means: 每个节点的责任单位、期限、完成日期与佐证；未完成的列出距期限的工作日（过期为负），已完成的列出超期的工作日；期限在前的在前 | Who owes each milestone, its day, when it was done and what shows it; for what is not done the working days to its day (below 0 when past), for what is done the working days it was late; the earliest day first
select
    milestones.measure_no,
    milestones.milestone,
    milestones.owner,
    milestones.due_on,
    milestones.done_on,
    milestones.evidence,
    case
        when milestones.done_on is not null then null
        when milestones.due_on < $scope['as_of'] then least(-1, due_days.workday_no - today.workday_no)
        else due_days.workday_no - today.workday_no
    end as days_left,
    case
        when milestones.done_on > milestones.due_on then greatest(1, done_days.workday_no - due_days.workday_no)
        when milestones.done_on <= milestones.due_on then 0
    end as days_late,
    milestones.done_on is null and coalesce(due_days.provisional, false) as provisional,
    imports.file,
    imports.sheet,
    milestones.source_row
from milestones_at($scope) as milestones
inner join imports on imports.import_id = milestones.import_id
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = milestones.due_on
left join calendar as done_days
    on done_days.kind = 'china' and done_days.day = milestones.done_on
left join calendar as today
    on today.kind = 'china' and today.day = $scope['as_of']
order by milestones.due_on nulls last, milestones.source_row, milestones.measure_no, milestones.milestone
