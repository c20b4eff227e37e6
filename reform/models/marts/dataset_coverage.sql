-- What is loaded, as the page Files shows it: rows and days of each dataset, and the cases out of the ordinary.
-- Counted at load: counting all cases for every page would cost as much as all the page's other queries together.
-- unique: coverage (dataset)
-- not null: coverage (dataset, rows)
create or replace table coverage as
with of_cases as (
    select
        count(*) filter (where unmatched) as unmatched,
        count(*) filter (where calendar_kind <> 'china') as other_calendar,
        count(*) filter (where provisional) as provisional
    from cases
),

of_counts as (
    select
        cast(
            coalesce(sum(counted_cases.completed) filter (where subjects.unmatched), 0) as bigint
        ) as unmatched,
        cast(coalesce(sum(counted_cases.provisional), 0) as bigint) as provisional
    from counted_cases
    inner join subjects on subjects.subject_id = counted_cases.subject_id
),

strays as (
    select 'unmatched' as dataset, of_cases.unmatched + of_counts.unmatched as rows
    from of_cases
    cross join of_counts
    union all
    select 'stray_stages', count(*)
    from raw.stages
    where item_code not in (select item_code from items)
    union all
    select 'stray_pauses', count(*)
    from stray_pauses
    union all
    select 'other_calendar', other_calendar
    from of_cases
    union all
    select 'provisional', of_cases.provisional + of_counts.provisional
    from of_cases
    cross join of_counts
)

select dataset, rows, first_on, last_on
from dataset_days
where is_shown
union all
select dataset, rows, null, null
from strays;
