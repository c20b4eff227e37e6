-- name: 所数的投诉 | The complaints counted
-- uses: complaints, items
-- means: 期内收到的投诉及其所在的文件和行，超期未答复的在前 | Complaints received in the period with their file and row, overdue ones first
select
    counted.complaint_no,
    counted.kind,
    counted.complained_of as department,
    counted.item_name,
    counted.received_on,
    counted.answer_by as due_on,
    counted.answered_on,
    counted.upheld,
    counted.is_past_due and not counted.is_answered as is_overdue,
    counted.content,
    imports.file,
    imports.sheet,
    counted.source_row
from complaints_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by is_overdue desc, counted.received_on desc, counted.complaint_no
