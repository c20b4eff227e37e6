-- list: rows_disputes
-- name: 所数的争议 | The disputes counted
-- uses: disputes, items
-- belongs_to: department, other_department
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
order by counted.is_overdue desc, counted.is_settled, counted.raised_on, counted.dispute_no;

-- list: rows_items
-- name: 所数的事项 | The items counted
-- uses: items, stages, plan_changes
-- belongs_to: filter
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
order by status.counted desc, status.item_code;

-- list: rows_plan_changes
-- name: 所数的计划调整 | The moves of plans counted
-- uses: plan_changes, items, stages
-- belongs_to: filter
-- means: 每次计划调整及其所在的文件和行；没有记录的调整没有出处 | Every move of a plan with its file and row; a move without a record has none
select
    moves.item_code,
    moves.item_name,
    moves.department,
    moves.changed_on,
    moves.from_on,
    moves.to_on,
    moves.reason,
    moves.approved_by,
    imports.file,
    imports.sheet,
    source.source_row
from plan_moves_at($scope) as moves
left join raw.plan_changes as source
    on source.item_code = moves.item_code and source.changed_on = moves.changed_on
left join imports on imports.import_id = source.import_id
where moves.is_moved
order by
    source.source_row is null desc,
    moves.item_code,
    moves.changed_on,
    source.import_id,
    source.source_row;
