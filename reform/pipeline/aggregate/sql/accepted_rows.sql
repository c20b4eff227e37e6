-- The good rows, where and as a load would keep them. A pause that is told twice is one.
insert into raw.cases
select
    case_no as row_key,
    1 as import_id,
    0 as source_row,
    case_no,
    item_code,
    item_name,
    department,
    channel,
    applicant_kind,
    applied_at,
    accepted_at,
    due_at,
    completed_at,
    result,
    visits,
    one_window
from judged_cases
where fault is null;

insert into raw.pauses
select distinct
    case_no as row_key,
    1 as import_id,
    0 as source_row,
    case_no,
    kind,
    started_on,
    ended_on,
    approved_days
from judged_pauses
where fault is null;
