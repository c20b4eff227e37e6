-- name: 所数的告知承诺 | The commitments counted
-- uses: commitments, items
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
order by counted.is_overdue desc, counted.committed_on desc, counted.commitment_no
