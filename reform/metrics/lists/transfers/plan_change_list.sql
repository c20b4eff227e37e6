-- name: 计划调整台账 | Plan changes
-- uses: items, plan_changes, stages
-- means: 每次计划调整：原计划、由哪天改到哪天（工作日）、现行计划与实际划转日、原因、谁批准、凭什么文件；没有记录、缺原因、缺批准的在前 | Each move of a plan: first plan, from which day to which (working days), plan now and actual day, reason, approval, paper; unrecorded ones and those without a reason or an approval first
select
    moves.item_code,
    moves.item_name,
    moves.department,
    moves.batch,
    moves.original_planned_on,
    moves.changed_on,
    moves.from_on,
    moves.to_on,
    moves.planned_on,
    case when moves.is_transferred then moves.transferred_on end as actual_on,
    to_days.workday_no - from_days.workday_no as days_moved,
    moves.reason,
    moves.approved_by,
    moves.document,
    case
        when not moves.is_recorded then 'record'
        when moves.reason is null and moves.approved_by is null then 'both'
        when moves.reason is null then 'reason'
        when moves.approved_by is null then 'approval'
    end as missing
from plan_moves_at($scope) as moves
left join calendar as from_days
    on from_days.kind = 'china' and from_days.day = moves.from_on
left join calendar as to_days
    on to_days.kind = 'china' and to_days.day = moves.to_on
where moves.is_moved
order by
    case missing when 'record' then 0 when 'both' then 1 when 'reason' then 2 when 'approval' then 3 else 4 end,
    days_moved desc nulls last,
    moves.item_code,
    moves.changed_on
