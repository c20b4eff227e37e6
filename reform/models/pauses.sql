-- Suspensions (特别程序 type 2), merged where they overlap and cut to the case's life.
-- An open end lasts to the completion, or, in an open case, until somebody closes it: a row with an end
-- stands for the one without that began on the same day.
insert into suspensions
with closed as (
    select distinct case_no, started_on
    from pending_pauses
    where kind = '2' and ended_on is not null
),

lives as (
    select
        pauses.case_no,
        greatest(pauses.started_on, cast(filed.accepted_at as date)) as started_on,
        least(
            coalesce(pauses.ended_on, date '9999-12-31'),
            coalesce(cast(filed.completed_at as date), date '9999-12-31')
        ) as ended_on
    from pending_pauses as pauses
    inner join filed_cases as filed on filed.case_no = pauses.case_no
    left join closed
        on closed.case_no = pauses.case_no and closed.started_on = pauses.started_on
    where pauses.kind = '2' and (pauses.ended_on is not null or closed.case_no is null)
),

reached as (
    select
        *,
        max(ended_on) over (
            partition by case_no order by started_on, ended_on
            rows between unbounded preceding and 1 preceding
        ) as reached_on
    from lives
    where started_on < ended_on
),

numbered as (
    select
        *,
        sum(case when reached_on >= started_on then 0 else 1 end) over (
            partition by case_no order by started_on, ended_on
            rows unbounded preceding
        ) as span
    from reached
)

select
    case_no,
    min(started_on) as started_on,
    case when max(ended_on) < date '9999-12-31' then max(ended_on) end as ended_on
from numbered
group by case_no, span;

insert into stray_pauses
select pauses.case_no
from pending_pauses as pauses
left join filed_cases as filed on filed.case_no = pauses.case_no
where filed.case_no is null;

-- Working days suspended and granted, per case. An extension is capped at 10 days (行政许可法 art. 42).
create or replace temp table case_pauses as
with calendars as (
    select filed.case_no, imports.calendar as kind
    from filed_cases as filed
    inner join imports on imports.import_id = filed.import_id
),

suspended as (
    select
        suspensions.case_no,
        sum(last_days.workday_no - first_days.workday_no) as paused_days,
        bool_or(suspensions.ended_on is null) as is_paused
    from suspensions
    inner join calendars on calendars.case_no = suspensions.case_no
    inner join calendar as first_days
        on first_days.kind = calendars.kind and first_days.day = suspensions.started_on
    left join calendar as last_days
        on last_days.kind = calendars.kind and last_days.day = suspensions.ended_on
    group by suspensions.case_no
),

extended as (
    select
        pauses.case_no,
        least(
            10, sum(coalesce(pauses.approved_days, last_days.workday_no - first_days.workday_no, 0))
        ) as extension_days
    from pending_pauses as pauses
    inner join calendars on calendars.case_no = pauses.case_no
    left join calendar as first_days
        on first_days.kind = calendars.kind and first_days.day = pauses.started_on
    left join calendar as last_days
        on last_days.kind = calendars.kind and last_days.day = pauses.ended_on
    where pauses.kind = '1'
    group by pauses.case_no
)

select
    coalesce(suspended.case_no, extended.case_no) as case_no,
    cast(coalesce(suspended.paused_days, 0) as integer) as paused_days,
    coalesce(suspended.is_paused, false) as is_paused,
    nearest_whole(coalesce(extended.extension_days, 0)) as extension_days
from suspended
full join extended on extended.case_no = suspended.case_no;
