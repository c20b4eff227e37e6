-- list: rows_complaints
-- name: 所数的投诉 | The complaints counted
-- uses: complaints, items
-- belongs_to: filter
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
order by is_overdue desc, counted.received_on desc, counted.complaint_no;

-- list: rows_corrected
-- name: 所数的补正办件 | The corrected cases counted
-- by: channel
-- uses: notices, cases, items
-- belongs_to: filter
-- means: 期内首次告知补正的办件及其首次告知所在的文件和行，次数多的在前，最多 1000 件 | Cases first asked to correct in the period with file and row of the first notice, most often asked first, 1,000 at most
select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.applied_on,
    counted.first_on,
    counted.days_to_notice,
    counted.notices,
    counted.all_at_once,
    imports.file,
    imports.sheet,
    source.source_row
from corrected_cases($scope) as counted
inner join raw.notices as source
    on source.case_no = counted.case_no and source.noticed_on = counted.first_on
inner join imports on imports.import_id = source.import_id
order by counted.notices desc, counted.first_on desc, counted.case_no, source.import_id, source.source_row
limit 1000;

-- list: rows_steps
-- name: 所数的环节 | The steps counted
-- by: channel
-- uses: steps, cases, items
-- belongs_to: filter
-- means: 期内结束的环节及其所在的文件和行，用时最长的在前，最多 1000 个 | Steps that ended in the period with their file and row, longest first, 1,000 at most
select
    counted.case_no,
    counted.step,
    counted.action,
    counted.started_on,
    counted.ended_on,
    counted.working_days,
    imports.file,
    imports.sheet,
    counted.source_row
from steps_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.working_days desc, counted.case_no, counted.started_on, counted.import_id, counted.source_row
limit 1000;
