-- Cases counted elsewhere stand in the cube beside those told one by one. What follows changed cases is added up
-- here as well: a cell as it was, and what its cases add or take.
insert into cube
select
    counts_to_add.subject_id,
    counts_to_add.segment,
    counts_to_add.channel,
    counts_to_add.side,
    counts_to_add.working_days,
    sum(counts_to_add.completed) as completed,
    sum(counts_to_add.due_known) as due_known,
    sum(counts_to_add.on_time) as on_time,
    sum(counts_to_add.deadline_known) as deadline_known,
    sum(counts_to_add.early) as early,
    sum(counts_to_add.over_statutory) as over_statutory,
    sum(counts_to_add.over_statutory_strict) as over_statutory_strict,
    sum(counts_to_add.statutory_known) as statutory_known,
    round(sum(counts_to_add.statutory_days), 6) as statutory_days,
    round(sum(counts_to_add.statutory_saved_only), 6) as statutory_saved_only,
    sum(counts_to_add.promised_known) as promised_known,
    round(sum(counts_to_add.promised_days), 6) as promised_days,
    round(sum(counts_to_add.promised_saved_only), 6) as promised_saved_only,
    sum(counts_to_add.both_known) as both_known,
    round(sum(counts_to_add.both_statutory_days), 6) as both_statutory_days,
    round(sum(counts_to_add.both_promised_days), 6) as both_promised_days,
    sum(counts_to_add.provisional) as provisional,
    sum(counts_to_add.same_day) as same_day,
    sum(counts_to_add.suspended) as suspended,
    sum(counts_to_add.extended) as extended
from counts_to_add
group by 1, 2, 3, 4, 5, counts_to_add.is_elsewhere
having sum(counts_to_add.completed) > 0;
