-- From which day to which an item was transferred (S4 to S7), as often as it was: one that was postponed, returned
-- or taken out after its transfer is not transferred any more. A stage that was left on the day it was entered
-- never held.
-- unique: transfer_spans (item_code, from_on)
-- not null: transfer_spans (item_code, from_on)
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
