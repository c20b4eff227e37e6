-- The weekly cube: item × week × channel × side × working days → counts and sums.
-- Working days are whole numbers, so medians and percentiles from it are exact at every roll-up.
-- Kept portable (no filter, no ::, no group by all): the same file must run on Spark.
insert into cube
select
    cases_to_count.subject_id,
    cases_to_count.segment,
    cases_to_count.channel,
    cases_to_count.side,
    cases_to_count.working_days,
    sum(cases_to_count.completed) as completed,
    sum(cases_to_count.due_known) as due_known,
    sum(cases_to_count.on_time) as on_time,
    sum(cases_to_count.deadline_known) as deadline_known,
    sum(cases_to_count.early) as early,
    sum(cases_to_count.over_statutory) as over_statutory,
    sum(cases_to_count.statutory_known) as statutory_known,
    sum(cases_to_count.statutory_days) as statutory_days,
    sum(cases_to_count.statutory_saved_only) as statutory_saved_only,
    sum(cases_to_count.promised_known) as promised_known,
    sum(cases_to_count.promised_days) as promised_days,
    sum(cases_to_count.promised_saved_only) as promised_saved_only,
    sum(cases_to_count.both_known) as both_known,
    sum(cases_to_count.both_statutory_days) as both_statutory_days,
    sum(cases_to_count.both_promised_days) as both_promised_days,
    sum(cases_to_count.provisional) as provisional,
    sum(cases_to_count.same_day) as same_day,
    sum(cases_to_count.suspended) as suspended,
    sum(cases_to_count.extended) as extended
from cases_to_count
group by 1, 2, 3, 4, 5;
