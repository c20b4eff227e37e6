-- list: rows_decisions
-- name: 所数的议定事项 | The decisions counted
-- uses: decisions
-- belongs_to: filter
-- means: 截至日之前会议议定的事项及其所在的文件和行，超期的在前 | Decisions of meetings up to the as-of date with their file and row, overdue ones first
select
    counted.meeting_no,
    counted.met_on,
    counted.decision_no,
    counted.decision,
    counted.owing as department,
    counted.due_on,
    counted.status,
    counted.done_on,
    counted.is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row
from decisions_at($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_overdue desc, counted.met_on desc, counted.meeting_no, counted.decision_no;
