-- The last day on which something happened: not a plan, not a due date, not today. The default as-of date.
create or replace table happened as
with days as (
    select max(entered_on) as day from raw.stages
    union all
    select cast(greatest(max(applied_at), max(accepted_at), max(completed_at)) as date) from raw.cases
    union all
    select max(completed_on) from raw.case_counts
    union all
    select max(started_on) from raw.pauses
    union all
    select max(greatest(cast(rated_at as date), rectified_on, called_back_on)) from raw.ratings
    union all
    select max(changed_on) from raw.plan_changes
    union all
    select max(greatest(raised_on, reviewed_on, submitted_on, decided_on, settled_on)) from raw.disputes
    union all
    select max(greatest(met_on, done_on)) from raw.decisions
    union all
    select max(day) from raw.hall
    union all
    select max(cast(greatest(started_at, ended_at) as date)) from raw.steps
    union all
    select max(greatest(noticed_on, corrected_on)) from raw.notices
    union all
    select max(greatest(received_on, answered_on)) from raw.complaints
    union all
    select max(held_on) from raw.trainings
    union all
    select max(held_on) from raw.exams
    union all
    select max(answered_on) from raw.surveys
    union all
    select max(greatest(received_on, answered_on, closed_on)) from raw.letters
    union all
    select max(held_on) from raw.outreach
    union all
    select max(greatest(applied_on, registered_on, seal_on, invoice_on, insured_on, fund_on, bank_on)) from raw.startups
    union all
    select max(greatest(accepted_on, decided_on)) from raw.projects
    union all
    select max(found_on) from raw.problems
    union all
    select max(done_on) from raw.milestones
    union all
    select max(scored_on) from raw.sheet_lines
    union all
    select max(greatest(completed_on, pushed_on, acknowledged_on, first_checked_on, fed_back_on)) from raw.handoffs
    union all
    select max(greatest(checked_on, published_on)) from raw.inspections
    union all
    select max(greatest(decided_on, published_on)) from raw.disclosures
    union all
    select max(greatest(committed_on, checked_on, handled_on)) from raw.commitments
    union all
    select max(greatest(found_on, verified_on, handled_on)) from raw.risk_hits
)

-- with an item list alone nothing has happened yet: then the day it was loaded
select coalesce(max(day), (select cast(max(loaded_at) as date) from imports)) as last_on
from days;

-- Lists a reader chooses from.
create or replace table choices as
select distinct department, domain, batch
from subjects;

-- The fact as a person asks for it: python -m reform rows cases.
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
