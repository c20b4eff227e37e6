-- What stops the clock: every special procedure but the extension (特别程序 type 2), cut to the case's life and
-- merged where two overlap; once all of them, once those that 行政许可法 art. 45 names.
-- An open end lasts to the completion, or, in an open case, until somebody closes it: a row with an end
-- stands for the one without that began on the same day and is of the same kind. A row that names no procedure
-- is the named one of its day, if that ends with it or it has no end.
-- unique: suspensions (case_no, started_on)
-- not null: suspensions (case_no, started_on)
-- relates: suspensions (case_no) to cases (case_no)
create or replace temp table merged_stops as
with told as (
    select distinct case_no, kind, started_on, ended_on
    from pending_pauses
    where kind <> '1'
),

closed as (
    select distinct case_no, kind, started_on
    from told
    where ended_on is not null
),

lives as (
    select
        told.case_no,
        is_named_by_law(told.kind) as by_law,
        greatest(told.started_on, cast(filed.accepted_at as date)) as started_on,
        least(
            coalesce(told.ended_on, date '9999-12-31'),
            coalesce(cast(filed.completed_at as date), date '9999-12-31')
        ) as ended_on
    from told
    inner join filed_cases as filed on filed.case_no = told.case_no
    left join closed
        on closed.case_no = told.case_no
        and closed.kind = told.kind
        and closed.started_on = told.started_on
    left join told as named
        on named.case_no = told.case_no
        and named.started_on = told.started_on
        and named.kind <> '2'
        and told.kind = '2'
        and (told.ended_on is null or named.ended_on = told.ended_on)
    where named.case_no is null and (told.ended_on is not null or closed.case_no is null)
),

bases as (
    select case_no, 'all' as basis, started_on, ended_on
    from lives
    where started_on < ended_on
    union all
    select case_no, 'law' as basis, started_on, ended_on
    from lives
    where started_on < ended_on and by_law
),

reached as (
    select
        *,
        max(ended_on) over (
            partition by case_no, basis order by started_on, ended_on
            rows between unbounded preceding and 1 preceding
        ) as reached_on
    from bases
),

numbered as (
    select
        *,
        sum(case when reached_on >= started_on then 0 else 1 end) over (
            partition by case_no, basis order by started_on, ended_on
            rows unbounded preceding
        ) as span
    from reached
)

select
    case_no,
    basis,
    min(started_on) as started_on,
    case when max(ended_on) < date '9999-12-31' then max(ended_on) end as ended_on
from numbered
group by case_no, basis, span;

insert into suspensions
select case_no, started_on, ended_on
from merged_stops
where basis = 'all';
