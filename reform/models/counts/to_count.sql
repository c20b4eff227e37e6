-- What the cube sums up: the recent past by day, older cases by week (cut at a month's end) under its last day.
-- So every period that ends within the recent past is exact, and so is every whole week and month before it.
create or replace temp view cases_to_count as
select
    case_measures.subject_id,
    case
        when case_measures.completed_on >= days.daily_since then case_measures.completed_on
        else least(segment_end(case_measures.completed_on), days.older_until)
    end as segment,
    case_measures.channel,
    case_measures.side,
    case_measures.working_days,
    case_measures.completed,
    case_measures.due_known,
    case_measures.on_time,
    case_measures.deadline_known,
    case_measures.early,
    case_measures.over_statutory,
    case_measures.statutory_known,
    case_measures.statutory_days,
    case_measures.statutory_saved_only,
    case_measures.promised_known,
    case_measures.promised_days,
    case_measures.promised_saved_only,
    case_measures.both_known,
    case_measures.both_statutory_days,
    case_measures.both_promised_days,
    case_measures.provisional,
    case_measures.same_day,
    case_measures.suspended,
    case_measures.extended
from case_measures
cross join counted_days as days;
