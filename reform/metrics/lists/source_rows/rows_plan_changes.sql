-- name: 所数的计划调整 | The moves of plans counted
-- uses: plan_changes, items, stages
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
order by source.source_row is null desc, moves.item_code, moves.changed_on
