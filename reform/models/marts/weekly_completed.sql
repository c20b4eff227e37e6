-- The weekly cube: item × week × channel × side × working days → counts and sums.
-- Working days are whole numbers, so medians and percentiles from it are exact at every roll-up.
-- Counted, not summed, wherever a case adds one or nothing: a count takes half of what a sum takes in memory.
-- A limit has six decimals at most: rounded to them, a sum is the same whatever it was added up from, in any order.
-- Kept portable (no filter, no ::, no group by all): the same file must run on Spark.
insert into cube
select
    cases_to_count.subject_id,
    cases_to_count.segment,
    cases_to_count.channel,
    cases_to_count.side,
    cases_to_count.working_days,
    count(*) as completed,
    count(case when cases_to_count.due_known then 1 end) as due_known,
    count(case when cases_to_count.on_time then 1 end) as on_time,
    count(case when cases_to_count.deadline_known then 1 end) as deadline_known,
    count(case when cases_to_count.early then 1 end) as early,
    count(case when cases_to_count.over_statutory then 1 end) as over_statutory,
    count(case when cases_to_count.over_statutory_strict then 1 end) as over_statutory_strict,
    count(case when cases_to_count.statutory_known then 1 end) as statutory_known,
    coalesce(round(sum(cases_to_count.statutory_days), 6), 0) as statutory_days,
    coalesce(round(sum(cases_to_count.statutory_saved_only), 6), 0) as statutory_saved_only,
    count(case when cases_to_count.promised_known then 1 end) as promised_known,
    coalesce(round(sum(cases_to_count.promised_days), 6), 0) as promised_days,
    coalesce(round(sum(cases_to_count.promised_saved_only), 6), 0) as promised_saved_only,
    count(case when cases_to_count.both_known then 1 end) as both_known,
    coalesce(round(sum(cases_to_count.both_statutory_days), 6), 0) as both_statutory_days,
    coalesce(round(sum(cases_to_count.both_promised_days), 6), 0) as both_promised_days,
    count(case when cases_to_count.provisional then 1 end) as provisional,
    count(case when cases_to_count.same_day then 1 end) as same_day,
    count(case when cases_to_count.suspended then 1 end) as suspended,
    count(case when cases_to_count.extended then 1 end) as extended
from cases_to_count
group by 1, 2, 3, 4, 5;
