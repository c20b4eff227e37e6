-- name: 各部门双随机抽查 | Random inspections by department
-- uses: inspections
-- means: 期内应完成的抽查任务按部门：完成、逾期、联合、按期与逾期公示、逾期未公示、发现问题、已处置 | Inspection tasks due in the period by department: done, overdue, joint, published in time, late and not yet, problems found and dealt with
select
    department,
    count(*) as planned,
    count(*) filter (where is_done) as done,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where is_done and is_joint) as joint,
    count(*) filter (where published_on <= publish_by) as published_in_time,
    count(*) filter (where published_on > publish_by) as published_late,
    count(*) filter (where is_publication_overdue) as unpublished,
    sum(checked) as checked,
    sum(problems) as problems,
    sum(closed) as closed
from inspections_in($scope, 'planned')
group by department
order by overdue desc, planned desc, department
