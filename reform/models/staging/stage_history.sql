-- Which stage held for each item, and from which day to which.
-- X1 to X3 are not "later" than S7: the latest dated row counts, whatever its code. Two stages on one
-- day: the higher code holds, so that a postponement is never hidden by a signature of the same day.
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

-- From which day to which an item was transferred (S4 to S7), as often as it was: one that was postponed, returned
-- or taken out after its transfer is not transferred any more. A stage that was left on the day it was entered
-- never held.
create or replace table transfer_spans as
with turns as (
    select item_code, entered_on, is_transferred_stage(stage) as is_transferred
    from stage_log
    where left_on is null or left_on > entered_on
    qualify
        is_transferred is distinct from lag(is_transferred) over (partition by item_code order by entered_on)
),

spans as (
    select
        item_code,
        entered_on as from_on,
        lead(entered_on) over (partition by item_code order by entered_on) as until_on,
        is_transferred
    from turns
)

select item_code, from_on, until_on
from spans
where is_transferred;

-- The five handover flags (五到位): the first day on which each was reached.
create or replace table handover_flags as
select item_code, stage as flag, min(entered_on) as reached_on
from raw.stages
where stage like 'F%'
group by item_code, stage;
