-- The weekly cube: item × week × channel × side × working days → counts and sums.
-- Working days are whole numbers, so medians and percentiles from it are exact at every roll-up.
-- Counted, not summed, wherever a case adds one or nothing: a count takes half of what a sum takes in memory.
-- A limit has six decimals at most: rounded to them, a sum is the same whatever it was added up from, in any order.
-- Kept portable (no filter, no ::, no group by all): the same file must run on Spark.
-- unique: cube (subject_id, segment, channel, side, working_days)
-- not null: cube (subject_id, segment, working_days, completed)
-- relates: cube (subject_id) to subjects (subject_id)
insert into cube
select
    cases_to_count.subject_id,
    cases_to_count.segment,
    cases_to_count.channel,
    cases_to_count.side,
    cases_to_count.working_days,
    {% for measure in measures %}
    {% if measure.counts_if %}
    count(case when cases_to_count.{{ measure.name }} then 1 end) as {{ measure.name }}{{ "" if loop.last else "," }}
    {% else %}
    coalesce(round(sum(cases_to_count.{{ measure.name }}), 6), 0) as {{ measure.name }}{{ "" if loop.last else "," }}
    {% endif %}
    {% endfor %}
from cases_to_count
group by 1, 2, 3, 4, 5;
