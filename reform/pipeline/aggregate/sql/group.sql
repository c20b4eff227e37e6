-- What the cube sums up: the recent past by day, older cases by week (cut at a month's end) under its last day.
-- So every period that ends within the recent past is exact, and so is every whole week and month before it.
create or replace temp view cases_to_count as
select
    case_marks.subject_id,
    case
        when case_marks.completed_on >= days.daily_since then case_marks.completed_on
        else least(segment_end(case_marks.completed_on), days.older_until)
    end as segment,
    case_marks.channel,
    case_marks.side,
    case_marks.working_days,
    case_marks.due_known,
    case_marks.on_time,
    case_marks.deadline_known,
    case_marks.early,
    case_marks.over_statutory,
    case_marks.over_statutory_strict,
    case_marks.statutory_known,
    case_marks.statutory_days,
    case_marks.statutory_saved_only,
    case_marks.promised_known,
    case_marks.promised_days,
    case_marks.promised_saved_only,
    case_marks.both_known,
    case_marks.both_statutory_days,
    case_marks.both_promised_days,
    case_marks.provisional,
    case_marks.same_day,
    case_marks.suspended,
    case_marks.extended
from case_marks
cross join counted_days as days;
