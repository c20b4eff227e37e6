-- The stops of a case in days of its calendar: the first day of a stop still counts. days_before: the days that
-- earlier stops took.
create or replace temp table counted_stops as
with on_calendar as (
    select
        merged_stops.case_no,
        merged_stops.basis,
        merged_stops.started_on,
        merged_stops.ended_on is null as is_open,
        first_days.workday_no as started_no,
        last_days.workday_no - first_days.workday_no as days
    from merged_stops
    inner join filed_cases as filed on filed.case_no = merged_stops.case_no
    inner join imports on imports.import_id = filed.import_id
    inner join calendar as first_days
        on first_days.kind = imports.calendar and first_days.day = merged_stops.started_on
    left join calendar as last_days
        on last_days.kind = imports.calendar and last_days.day = merged_stops.ended_on
)

select
    *,
    coalesce(
        sum(days) over (
            partition by case_no, basis order by started_on
            rows between unbounded preceding and 1 preceding
        ),
        0
    ) as days_before
from on_calendar;

-- Days suspended and granted, per case. An extension counts as approved: where it is longer than 行政许可法 art. 42
-- allows, another law may allow it (art. 42: 法律、法规另有规定的除外), and the health check lists it.
create or replace temp table case_pauses as
with suspended as (
    select
        case_no,
        sum(case when basis = 'all' then days end) as paused_days,
        sum(case when basis = 'law' then days end) as paused_by_law,
        bool_or(is_open and basis = 'all') as is_paused
    from counted_stops
    group by case_no
),

extended as (
    select
        pauses.case_no,
        sum(
            coalesce(pauses.approved_days, cast(last_days.workday_no - first_days.workday_no as double), 0)
        ) as extension_days
    from pending_pauses as pauses
    inner join filed_cases as filed on filed.case_no = pauses.case_no
    inner join imports on imports.import_id = filed.import_id
    left join calendar as first_days
        on first_days.kind = imports.calendar and first_days.day = pauses.started_on
    left join calendar as last_days
        on last_days.kind = imports.calendar and last_days.day = pauses.ended_on
    where pauses.kind = '1'
    group by pauses.case_no
)

select
    coalesce(suspended.case_no, extended.case_no) as case_no,
    cast(coalesce(suspended.paused_days, 0) as integer) as paused_days,
    cast(coalesce(suspended.paused_by_law, 0) as integer) as paused_by_law,
    coalesce(suspended.is_paused, false) as is_paused,
    nearest_whole(coalesce(extended.extension_days, 0)) as extension_days
from suspended
full join extended on extended.case_no = suspended.case_no;
