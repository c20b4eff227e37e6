-- Refused rows that are good now: known by the number the correction sheet gave them, or by their key.
update rejects
set resolved_by = $import_id
where
    resolved_by is null
    and dataset = $dataset
    and import_id <> $import_id
    and (mark in (select mark from accepted_marks) or row_key in (select row_key from staged))
returning import_id, row_no;
