-- name: 所数的争议 | The disputes counted
-- uses: disputes, items
-- means: 截至日之前提出的争议及其所在的文件和行，超期的在前 | Disputes raised up to the as-of date with their file and row, overdue ones first
-- past: 认定没有日期，过去的截至日也计入今天已有的认定 | A finding has no day: one made later counts at an as-of date in the past, too
select
    counted.dispute_no,
    counted.kind,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.other_side as other_department,
    counted.raised_on,
    counted.decided_on,
    counted.settled_on,
    counted.due_on,
    counted.is_overdue,
    counted.passed_around,
    imports.file,
    imports.sheet,
    counted.source_row
from disputes_at($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_overdue desc, counted.is_settled, counted.raised_on, counted.dispute_no
