-- name: 所数的决定 | The decisions counted
-- uses: disclosures, items
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
order by counted.is_overdue desc, counted.decided_on desc, counted.decision_no
