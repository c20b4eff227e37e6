-- Which stage held for each item, and from which day to which.
-- X1 to X3 are not "later" than S7: the latest dated row counts, whatever its code. Two stages on one
-- day: the higher code holds, so that a postponement is never hidden by a signature of the same day.
-- unique: stage_log (item_code, entered_on, stage)
-- not null: stage_log (item_code, stage, entered_on)
create or replace table stage_log as
select
    item_code,
    stage,
    entered_on,
    lead(entered_on) over (partition by item_code order by entered_on, stage) as left_on,
    document,
    reason
from raw.stages
where stage not like 'F%';
