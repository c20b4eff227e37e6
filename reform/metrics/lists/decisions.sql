-- list: decision_list
-- name: 议定事项台账 | Decisions and commitments
-- uses: decisions
-- belongs_to: filter
-- means: 已导入的议定事项：会议、内容、责任单位、完成时限、落实情况 | The loaded decisions: meeting, text, owner, day, how far each has come
select
    decisions.meeting_no,
    decisions.met_on,
    decisions.decision_no,
    decisions.decision,
    decisions.owing as owner,
    decisions.due_on,
    decisions.evidence,
    decisions.status,
    decisions.done_on,
    imports.loaded_at
from decisions_at($scope) as decisions
inner join imports on imports.import_id = decisions.import_id
order by decisions.met_on desc, decisions.meeting_no, decisions.decision_no;
