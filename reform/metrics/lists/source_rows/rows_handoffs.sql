-- name: 所数的推送 | The hand-offs counted
-- uses: handoffs, cases, items
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
order by counted.is_overdue desc, counted.is_unanswered desc, counted.day desc, counted.handoff_no
