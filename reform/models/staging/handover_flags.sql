-- The five handover flags (五到位): the first day on which each was reached.
-- unique: handover_flags (item_code, flag)
-- not null: handover_flags (reached_on)
create or replace table handover_flags as
select item_code, stage as flag, min(entered_on) as reached_on
from raw.stages
where stage like 'F%'
group by item_code, stage;
