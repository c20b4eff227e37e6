-- What is true of one completed case, and its limits. Withdrawn and terminated cases are left out.
-- Kept portable like the cube.
create or replace view case_marks as
select
    cases.subject_id,
    cases.completed_on,
    cases.completed_segment as segment,
    cases.channel,
    cases.side,
    cases.calendar_kind,
    cases.working_days,
    cases.on_time is not null as due_known,
    cases.on_time,
    cases.deadline is not null as deadline_known,
    cases.completed_on < cases.deadline as early,
    cases.over_statutory,
    cases.over_statutory_strict,
    cases.statutory_days is not null as statutory_known,
    cases.statutory_days,
    case
        when cases.statutory_days > cases.working_days then cases.statutory_days - cases.working_days
    end as statutory_saved_only,
    cases.promised_days is not null as promised_known,
    cases.promised_days,
    case
        when cases.promised_days > cases.working_days then cases.promised_days - cases.working_days
    end as promised_saved_only,
    cases.statutory_days is not null and cases.promised_days is not null as both_known,
    case when cases.promised_days is not null then cases.statutory_days end as both_statutory_days,
    case when cases.statutory_days is not null then cases.promised_days end as both_promised_days,
    cases.days_provisional as provisional,
    cases.accepted_on = cases.completed_on as same_day,
    cases.paused_days > 0 as suspended,
    cases.extension_days > 0 as extended
from cases
where cases.counted and cases.completed_on is not null;

-- The same as numbers: what the case adds to each sum.
create or replace view case_measures as
select
    case_marks.subject_id,
    case_marks.completed_on,
    case_marks.segment,
    case_marks.channel,
    case_marks.side,
    case_marks.working_days,
    1 as completed,
    case when case_marks.due_known then 1 else 0 end as due_known,
    case when case_marks.on_time then 1 else 0 end as on_time,
    case when case_marks.deadline_known then 1 else 0 end as deadline_known,
    case when case_marks.early then 1 else 0 end as early,
    case when case_marks.over_statutory then 1 else 0 end as over_statutory,
    case when case_marks.over_statutory_strict then 1 else 0 end as over_statutory_strict,
    case when case_marks.statutory_known then 1 else 0 end as statutory_known,
    coalesce(case_marks.statutory_days, 0) as statutory_days,
    coalesce(case_marks.statutory_saved_only, 0) as statutory_saved_only,
    case when case_marks.promised_known then 1 else 0 end as promised_known,
    coalesce(case_marks.promised_days, 0) as promised_days,
    coalesce(case_marks.promised_saved_only, 0) as promised_saved_only,
    case when case_marks.both_known then 1 else 0 end as both_known,
    coalesce(case_marks.both_statutory_days, 0) as both_statutory_days,
    coalesce(case_marks.both_promised_days, 0) as both_promised_days,
    case when case_marks.provisional then 1 else 0 end as provisional,
    case when case_marks.same_day then 1 else 0 end as same_day,
    case when case_marks.suspended then 1 else 0 end as suspended,
    case when case_marks.extended then 1 else 0 end as extended
from case_marks;
