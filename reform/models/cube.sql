-- The weekly cube: item × week × channel × side × working days → counts and sums.
-- Working days are whole numbers, so medians and percentiles from it are exact at every roll-up.
-- Kept portable (no filter, no ::, no group by all): the same file must run on Spark.
create or replace table cube as
select
    completed_cases.subject_id,
    completed_cases.segment,
    completed_cases.channel,
    completed_cases.side,
    completed_cases.working_days,
    sum(completed_cases.completed) as completed,
    sum(completed_cases.due_known) as due_known,
    sum(completed_cases.on_time) as on_time,
    sum(completed_cases.deadline_known) as deadline_known,
    sum(completed_cases.early) as early,
    sum(completed_cases.over_statutory) as over_statutory,
    sum(completed_cases.statutory_known) as statutory_known,
    sum(completed_cases.statutory_days) as statutory_days,
    sum(completed_cases.statutory_saved_only) as statutory_saved_only,
    sum(completed_cases.promised_known) as promised_known,
    sum(completed_cases.promised_days) as promised_days,
    sum(completed_cases.promised_saved_only) as promised_saved_only,
    sum(completed_cases.both_known) as both_known,
    sum(completed_cases.both_statutory_days) as both_statutory_days,
    sum(completed_cases.both_promised_days) as both_promised_days,
    sum(completed_cases.provisional) as provisional
from completed_cases
group by 1, 2, 3, 4, 5;
