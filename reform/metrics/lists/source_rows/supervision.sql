-- list: rows_commitments
-- name: 所数的告知承诺 | The commitments counted
-- uses: commitments, items
-- belongs_to: filter
-- means: 期内作出的告知承诺及其所在的文件和行，逾期未核查的在前 | Commitments of the period with their file and row, those past their day for a check first
select
    counted.commitment_no,
    counted.item_code,
    counted.item_name,
    counted.department,
    counted.committed_on,
    counted.check_due_on,
    counted.checked_on,
    counted.is_broken,
    counted.handled_on,
    counted.is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row
from commitments_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_overdue desc, counted.committed_on desc, counted.commitment_no;

-- list: rows_credit_grades
-- name: 所数的信用等级 | The grades counted
-- uses: credit_grades
-- belongs_to: filter
-- means: 期内各部门各领域最近一次统计的信用等级及其所在的文件和行 | The latest count of each department and field in the period with its file and row
select
    counted.counted_on,
    counted.department,
    counted.field,
    counted.grade,
    counted.subjects,
    counted.total,
    imports.file,
    imports.sheet,
    counted.source_row
from credit_grades_on($scope, $scope['to_on']) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.department, counted.field, counted.grade, counted.import_id, counted.source_row;

-- list: rows_credit_measures
-- name: 所数的奖惩 | The measures counted
-- uses: credit_measures
-- belongs_to: filter
-- means: 期内统计的奖惩修复及其所在的文件和行 | Incentives, penalties and repairs counted in the period with their file and row
select
    counted.counted_on,
    counted.department,
    counted.kind,
    counted.measure,
    counted.cases,
    imports.file,
    imports.sheet,
    counted.source_row
from credit_measures_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by
    counted.counted_on desc,
    counted.department,
    counted.kind,
    counted.measure,
    counted.import_id,
    counted.source_row;

-- list: rows_disclosures
-- name: 所数的决定 | The decisions counted
-- uses: disclosures, items
-- belongs_to: filter
-- means: 期内作出的决定及其所在的文件和行，逾期未公开的在前 | Decisions of the period with their file and row, those past their day first
select
    counted.decision_no,
    counted.kind,
    counted.department,
    counted.item_code,
    counted.item_name,
    counted.decided_on,
    counted.publish_by as due_on,
    counted.published_on,
    counted.is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row
from disclosures_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_overdue desc, counted.decided_on desc, counted.decision_no;

-- list: rows_handoffs
-- name: 所数的推送 | The hand-offs counted
-- uses: handoffs, cases, items
-- belongs_to: filter
-- means: 期内办结的推送及其所在的文件和行，逾期未推送和未签收的在前 | Hand-offs of cases completed in the period with their file and row, those not pushed or not answered first
select
    counted.handoff_no,
    counted.case_no,
    counted.item_code,
    counted.item_name,
    counted.department,
    counted.completed_on,
    counted.push_by as due_on,
    counted.pushed_on,
    counted.channel,
    counted.acknowledged_on,
    counted.first_checked_on,
    counted.fed_back_on,
    counted.feedback,
    counted.returned_reason,
    counted.is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row
from handoffs_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_overdue desc, counted.is_unanswered desc, counted.day desc, counted.handoff_no;

-- list: rows_inspections
-- name: 完成的抽查任务 | The tasks checked
-- uses: inspections
-- belongs_to: filter
-- withheld: joint_departments
-- means: 期内检查结束的抽查任务及其所在的文件和行，逾期未公示的在前 | Tasks whose checks ended in the period with their file and row, those past their day for publication first
select * exclude (day)
from inspection_rows($scope, 'checked')
order by is_overdue desc, day desc, task_no;

-- list: rows_inspections_planned
-- name: 应完成的抽查任务 | The tasks due
-- uses: inspections
-- belongs_to: filter
-- withheld: joint_departments
-- means: 期内应完成的抽查任务及其所在的文件和行，逾期的在前 | Tasks due in the period with their file and row, overdue ones first
select * exclude (day)
from inspection_rows($scope, 'planned')
order by is_overdue desc, day desc, task_no;

-- list: rows_items_to_hand_off
-- name: 应推送的事项 | The items to hand off
-- uses: handoffs, cases, items
-- belongs_to: filter
-- means: 期内有划转后办结件的事项、是否推送过，及事项所在的文件和行，未推送的在前 | Items with cases completed after their transfer in the period, whether they were ever handed off, with the item's file and row, those never handed off first
select
    counted.item_code,
    counted.item_name,
    counted.department,
    counted.supervising_department,
    counted.transferred_on,
    counted.cases as cases_done,
    counted.is_handed,
    imports.file,
    imports.sheet,
    source.source_row
from items_to_hand_off($scope) as counted
inner join raw.items as source on source.item_code = counted.item_code
inner join imports on imports.import_id = source.import_id
order by counted.is_handed, counted.cases desc, counted.item_code;

-- list: rows_risk_hits
-- name: 所数的预警 | The warnings counted
-- uses: risk_hits
-- belongs_to: filter
-- means: 期内的风险预警及其所在的文件和行，未核实的在前 | Warnings of the period with their file and row, those not verified first
select
    counted.hit_no,
    counted.found_on,
    counted.department,
    counted.kind,
    counted.verified_on,
    counted.proved_right,
    counted.handled_on,
    imports.file,
    imports.sheet,
    counted.source_row
from risk_hits_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_unverified desc, counted.found_on desc, counted.hit_no;
