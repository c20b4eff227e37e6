-- What one completed case adds to each sum. Withdrawn and terminated cases add nothing.
-- Kept portable like the cube.
create or replace view case_measures as
select
    cases.subject_id,
    cases.completed_on,
    cases.completed_segment as segment,
    cases.channel,
    cases.side,
    cases.working_days,
    1 as completed,
    case when cases.on_time is not null then 1 else 0 end as due_known,
    case when cases.on_time then 1 else 0 end as on_time,
    case when cases.deadline is not null then 1 else 0 end as deadline_known,
    case when cases.completed_on < cases.deadline then 1 else 0 end as early,
    case when cases.over_statutory then 1 else 0 end as over_statutory,
    case when cases.statutory_days is not null then 1 else 0 end as statutory_known,
    coalesce(cases.statutory_days, 0) as statutory_days,
    case
        when cases.statutory_days > cases.working_days then cases.statutory_days - cases.working_days else 0
    end as statutory_saved_only,
    case when cases.promised_days is not null then 1 else 0 end as promised_known,
    coalesce(cases.promised_days, 0) as promised_days,
    case
        when cases.promised_days > cases.working_days then cases.promised_days - cases.working_days else 0
    end as promised_saved_only,
    case when cases.statutory_days is not null and cases.promised_days is not null then 1 else 0 end as both_known,
    case when cases.statutory_days is not null and cases.promised_days is not null then cases.statutory_days else 0 end
        as both_statutory_days,
    case when cases.statutory_days is not null and cases.promised_days is not null then cases.promised_days else 0 end
        as both_promised_days,
    case when cases.days_provisional then 1 else 0 end as provisional,
    case when cases.accepted_on = cases.completed_on then 1 else 0 end as same_day,
    case when cases.paused_days > 0 then 1 else 0 end as suspended,
    case when cases.extension_days > 0 then 1 else 0 end as extended
from cases
where cases.counted and cases.completed_on is not null;
