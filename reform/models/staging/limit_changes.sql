-- Every limit that a law has changed: the old one held from the change before it to the day before this one.
-- unique: limit_changes (item_code, valid_from)
-- not null: limit_changes (old_statutory_days)
create or replace table limit_changes as
select
    item_code,
    valid_from,
    lag(valid_from) over (partition by item_code order by valid_from) as held_from,
    old_statutory_days,
    old_statutory_unit
from raw.item_versions
where
    change = 'change'
    and old_statutory_days is not null
    and statutory_days is not null
    and (old_statutory_days <> statutory_days or old_statutory_unit is distinct from statutory_unit)
order by item_code, valid_from;
