-- Row counts and date ranges per dataset, precomputed at load: counting all cases for every page would cost
-- as much as all the page's other queries together.

-- Rows and days of each dataset on the page Files, and the cases that are out of the ordinary.
create or replace table coverage as
with of_cases as (
    select
        count(*) as cases,
        min(accepted_on) as first_on,
        greatest(max(accepted_on), max(completed_on)) as last_on,
        count(*) filter (where unmatched) as unmatched,
        count(*) filter (where calendar_kind <> 'china') as other_calendar,
        count(*) filter (where provisional) as provisional
    from cases
),

of_counts as (
    select
        cast(coalesce(sum(counted_cases.completed) filter (where subjects.unmatched), 0) as bigint) as unmatched,
        cast(coalesce(sum(counted_cases.provisional), 0) as bigint) as provisional
    from counted_cases
    inner join subjects on subjects.subject_id = counted_cases.subject_id
)

select 'items' as dataset, count(*) as rows, cast(null as date) as first_on, cast(null as date) as last_on
from items
union all
select 'stages', count(*), min(entered_on), max(entered_on)
from raw.stages
union all
select 'cases', cases, first_on, last_on
from of_cases
union all
select 'pauses', count(*), min(started_on), max(started_on)
from raw.pauses
union all
select 'ratings', count(*), min(rated_on), max(rated_on)
from ratings
union all
select 'case_counts', count(*), min(completed_on), max(completed_on)
from raw.case_counts
having count(*) > 0
union all
select 'departments', count(*), min(valid_from), max(valid_to)
from raw.departments
where withdrawn is not true
union all
select 'calendar', count(*), min(day), max(day)
from raw.calendar
union all
select 'unmatched', of_cases.unmatched + of_counts.unmatched, cast(null as date), cast(null as date)
from of_cases
cross join of_counts
union all
select 'stray_stages', count(*), cast(null as date), cast(null as date)
from raw.stages
where item_code not in (select item_code from items)
union all
select 'stray_pauses', count(*), cast(null as date), cast(null as date)
from stray_pauses
union all
select 'other_calendar', other_calendar, cast(null as date), cast(null as date)
from of_cases
union all
select 'provisional', of_cases.provisional + of_counts.provisional, cast(null as date), cast(null as date)
from of_cases
cross join of_counts;

-- The calendars on which days used are counted: of cases counted elsewhere it is the official one.
create or replace table calendars_used as
select calendar_kind
from cases
union
select 'china'
from counted_cases;

-- The last day each dataset tells of, as its rows say it.
create or replace table told as
select 'items' as dataset, count(*) as rows, cast(null as date) as happened_on
from raw.items
union all
select 'stages', count(*), max(entered_on)
from raw.stages
union all
select 'cases', count(*), cast(greatest(max(applied_at), max(accepted_at), max(completed_at)) as date)
from raw.cases
union all
select 'pauses', count(*), max(started_on)
from raw.pauses
union all
select 'ratings', count(*), max(greatest(cast(rated_at as date), rectified_on, called_back_on))
from raw.ratings
union all
select 'case_counts', count(*), max(completed_on)
from raw.case_counts
union all
select 'plan_changes', count(*), max(changed_on)
from raw.plan_changes
union all
select 'disputes', count(*), max(greatest(raised_on, reviewed_on, submitted_on, decided_on, settled_on))
from raw.disputes
union all
select 'decisions', count(*), max(greatest(met_on, done_on))
from raw.decisions
union all
select 'item_versions', count(*), max(valid_from)
from raw.item_versions
union all
select 'targets', count(*), cast(null as date)
from raw.targets
union all
select 'centre', count(*), max(recorded_on)
from raw.centre
union all
select 'hall', count(*), max(day)
from raw.hall
union all
select 'steps', count(*), max(cast(greatest(started_at, ended_at) as date))
from raw.steps
union all
select 'notices', count(*), max(greatest(noticed_on, corrected_on))
from raw.notices
union all
select 'complaints', count(*), max(greatest(received_on, answered_on))
from raw.complaints
union all
select 'trainings', count(*), max(held_on)
from raw.trainings
union all
select 'exams', count(*), max(held_on)
from raw.exams
union all
select 'assessments', count(*), max(assessed_on)
from raw.assessments
union all
select 'surveys', count(*), max(answered_on)
from raw.surveys
union all
select 'letters', count(*), max(greatest(received_on, answered_on, closed_on))
from raw.letters
union all
select 'outreach', count(*), max(held_on)
from raw.outreach
union all
select
    'startups',
    count(*),
    max(greatest(applied_on, registered_on, seal_on, invoice_on, insured_on, fund_on, bank_on))
from raw.startups
union all
select 'projects', count(*), max(greatest(accepted_on, decided_on))
from raw.projects
union all
select 'interfaces', count(*), cast(null as date)
from raw.interfaces
union all
select 'interface_calls', count(*), max(last_day(month))
from raw.interface_calls
union all
select 'interface_items', count(*), cast(null as date)
from raw.interface_items
union all
select 'problems', count(*), cast(null as date)
from raw.problems
union all
select 'measures', count(*), cast(null as date)
from raw.measures
union all
select 'milestones', count(*), cast(null as date)
from raw.milestones
union all
select 'sheet_lines', count(*), cast(null as date)
from raw.sheet_lines
union all
select
    'handoffs',
    count(*),
    max(greatest(completed_on, pushed_on, acknowledged_on, first_checked_on, fed_back_on))
from raw.handoffs
union all
select 'inspections', count(*), max(greatest(checked_on, published_on))
from raw.inspections
union all
select 'disclosures', count(*), max(greatest(decided_on, published_on))
from raw.disclosures
union all
select 'commitments', count(*), max(greatest(committed_on, checked_on, handled_on))
from raw.commitments
union all
select 'risk_hits', count(*), max(greatest(found_on, verified_on, handled_on))
from raw.risk_hits
union all
select 'credit_grades', count(*), max(counted_on)
from raw.credit_grades
union all
select 'credit_measures', count(*), max(counted_on)
from raw.credit_measures
union all
select 'departments', count(*), cast(null as date)
from raw.departments
where withdrawn is not true
union all
select 'calendar', count(*), cast(null as date)
from raw.calendar;
