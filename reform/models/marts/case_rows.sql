-- The cases with their facts, as `reform rows cases` shows them.
create or replace view case_rows as
select
    cases.case_no,
    subjects.item_code,
    subjects.item_name,
    coalesce(names.department, subjects.department) as department,
    subjects.department as item_department,
    subjects.domain,
    subjects.batch,
    cases.channel,
    source.applicant_kind,
    source.applied_at,
    source.accepted_at,
    source.due_at,
    source.completed_at,
    source.result,
    cases.visits,
    cases.one_window,
    cases.working_days,
    cases.paused_days,
    cases.extension_days,
    cases.statutory_days,
    cases.promised_days,
    cases.deadline,
    cases.on_time,
    cases.side,
    cases.unmatched,
    cases.provisional
from cases
inner join raw.cases as source on source.case_no = cases.case_no
inner join subjects on subjects.subject_id = cases.subject_id
inner join department_names as names
    on names.given is not distinct from source.department
    and cases.accepted_on between names.from_on and names.to_on
order by cases.case_no;
