-- name: 所数的事项 | The items counted
-- uses: items, stages, plan_changes
-- means: 范围内的每个事项及其所在的文件和行；不计入总数的业务办理项列在后面 | Every item in the selection with its file and row; handling items, which the headline does not count, come last
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    status.item_code,
    status.item_name,
    status.department,
    status.batch,
    status.planned_on,
    status.stage,
    status.stage_on,
    status.flags,
    status.is_transferred,
    status.is_in_place,
    status.is_overdue,
    status.statutory_days,
    status.promised_days,
    status.counted,
    imports.file,
    imports.sheet,
    source.source_row
from items_at($scope) as status
inner join raw.items as source on source.item_code = status.item_code
inner join imports on imports.import_id = source.import_id
order by status.counted desc, status.item_code
