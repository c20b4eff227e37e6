-- Project approvals with the working days they took, when an item was there by law, and the statutory limits that held
-- before a law changed them.
create or replace table project_times as
select
    source.* exclude (row_key, import_id, source_row),
    last_days.workday_no - first_days.workday_no as working_days,
    first_days.provisional or last_days.provisional as provisional
from raw.projects as source
inner join calendar as first_days
    on first_days.kind = 'china' and first_days.day = source.accepted_on
left join calendar as last_days
    on last_days.kind = 'china' and last_days.day = source.decided_on
order by source.project_no;

-- From which day to which an item of the list was there: from its setting up or taking over to its being cancelled.
-- One whose first record cancels it was there before, and one without a record always was.
create or replace table item_spans as
with recorded as (
    select item_code, valid_from, arg_max(change, change) <> 'cancel' as is_there
    from raw.item_versions
    where change in ('set', 'take', 'cancel')
    group by item_code, valid_from
),

turns as (
    select items.item_code, date '1900-01-01' as from_on, coalesce(not first_record.is_there, true) as is_there
    from items
    left join (
        select item_code, arg_min(is_there, valid_from) as is_there
        from recorded
        group by item_code
    ) as first_record on first_record.item_code = items.item_code
    union all
    select item_code, valid_from, is_there
    from recorded
),

spans as (
    select
        item_code,
        from_on,
        lead(from_on) over (partition by item_code order by from_on) as until_on,
        is_there
    from turns
)

select item_code, from_on, until_on
from spans
where is_there
order by item_code, from_on;

-- Every limit that a law has changed: the old one held from the change before it to the day before this one.
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
