-- name: 完成的抽查任务 | The tasks checked
-- uses: inspections
-- means: 期内检查结束的抽查任务及其所在的文件和行，逾期未公示的在前 | Tasks whose checks ended in the period with their file and row, those past their day for publication first
select
    counted.task_no,
    counted.department,
    counted.is_joint,
    counted.joint_departments,
    counted.pool,
    counted.drawn,
    counted.inspectors,
    counted.planned_on,
    counted.checked_on,
    counted.publish_by as due_on,
    counted.published_on,
    counted.checked,
    counted.problems,
    counted.closed,
    counted.is_overdue or counted.is_publication_overdue as is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row
from inspections_in($scope, 'checked') as counted
inner join imports on imports.import_id = counted.import_id
order by is_overdue desc, counted.day desc, counted.task_no
