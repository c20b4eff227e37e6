-- The weekly cube: item × week × channel × side × working days → counts and sums.
-- Working days are whole numbers, so medians and percentiles from it are exact at every roll-up.
-- A limit has six decimals at most: rounded to them, a sum is the same whatever it was added up from, in any order.
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
    round(sum(cases_to_count.statutory_days), 6) as statutory_days,
    round(sum(cases_to_count.statutory_saved_only), 6) as statutory_saved_only,
    sum(cases_to_count.promised_known) as promised_known,
    round(sum(cases_to_count.promised_days), 6) as promised_days,
    round(sum(cases_to_count.promised_saved_only), 6) as promised_saved_only,
    sum(cases_to_count.both_known) as both_known,
    round(sum(cases_to_count.both_statutory_days), 6) as both_statutory_days,
    round(sum(cases_to_count.both_promised_days), 6) as both_promised_days,
    sum(cases_to_count.provisional) as provisional,
    sum(cases_to_count.same_day) as same_day,
    sum(cases_to_count.suspended) as suspended,
    sum(cases_to_count.extended) as extended
from cases_to_count
group by 1, 2, 3, 4, 5
having sum(cases_to_count.completed) > 0;
