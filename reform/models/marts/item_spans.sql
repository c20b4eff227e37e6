-- From which day to which an item of the list was there: from its setting up or taking over to its being cancelled.
-- One whose first record cancels it was there before, and one without a record always was.
-- unique: item_spans (item_code, from_on)
-- not null: item_spans (item_code, from_on)
create or replace table item_spans as
with recorded as (
    select item_code, valid_from, arg_max(change, change) <> 'cancel' as is_there
    from raw.item_versions
    where change in ('set', 'take', 'cancel')
    group by item_code, valid_from
),

turns as (
    select
        items.item_code,
        date '1900-01-01' as from_on,
        coalesce(not first_record.is_there, true) as is_there
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
