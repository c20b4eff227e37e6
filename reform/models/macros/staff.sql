-- The staff behind the windows: trainings, exams, assessments, and whether they came before an item went live.
-- Staff belong to no domain and no batch: of the reader's filters only the department applies to them.

-- Who took part in trainings of a span of days: a row a session and staff member, or a session's headcount.
create or replace macro trained_between(scope, first_day, last_day_asked) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, source.held_on) as dims,
    source.*,
    coalesce(source.is_window, true) as at_window,
    if(source.staff_code is null, coalesce(source.headcount, 0), 1) as attended
from named_trainings as source
where
    source.held_on between first_day and last_day_asked
    and chosen(scope['departments'], source.department);

-- The same in the reader's period.
create or replace macro trained_in(scope) as table
select *
from trained_between(scope, coalesce(scope['from_on'], date '1990-01-01'), scope['to_on']);

-- The same of window staff, whatever their department, for shares of the centre's staff. People come and go: a
-- period without a beginning is the 365 days up to its end.
create or replace macro window_staff_trained(scope) as table
select *
from trained_between(
    {
        'by': scope['by'],
        'departments': cast(null as varchar[])
    },
    coalesce(scope['from_on'], scope['to_on'] - 364),
    scope['to_on']
)
where at_window;

-- Window staff in the latest count of the centre that tells them.
create or replace macro window_staff(scope) as table
select max(recorded_on) as recorded_on, arg_max(staff, recorded_on) as staff
from raw.centre
where recorded_on <= scope['as_of'] and staff is not null;

-- Items that went live (S7 正式运行, the first time) in the reader's period, with the last training for them, or
-- for their batch, in the 30 days before; the day itself is too late. trained_later: the first one after.
create or replace macro gone_live(scope) as table
with live as (
    select item_code, min(entered_on) as live_on
    from stage_log
    where stage = 'S7'
    group by item_code
    having in_period(scope, min(entered_on))
),

lessons as (
    select live.item_code, sessions.held_on
    from live
    inner join items on items.item_code = live.item_code
    inner join raw.trainings as sessions
        on sessions.item_code = live.item_code
        or (sessions.item_code is null and sessions.batch = items.batch)
    where sessions.held_on <= scope['as_of']
),

taught as (
    select
        live.item_code,
        max(lessons.held_on) filter (where lessons.held_on between live.live_on - 30 and live.live_on - 1)
            as trained_on,
        min(lessons.held_on) filter (where lessons.held_on >= live.live_on) as trained_later
    from live
    inner join lessons on lessons.item_code = live.item_code
    group by live.item_code
)

select
    dimensions(
        scope, status.department, status.domain, status.batch, null, null,
        status.item_code, status.item_name, live.live_on
    ) as dims,
    status.item_code,
    status.item_name,
    status.department,
    status.batch,
    live.live_on,
    taught.trained_on,
    taught.trained_later,
    taught.trained_on is not null as was_trained
from items_at(scope) as status
inner join live on live.item_code = status.item_code
left join taught on taught.item_code = status.item_code
where status.counted;

-- Sittings of exams in the reader's period.
create or replace macro examined_in(scope) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, source.held_on) as dims,
    source.*
from named_exams as source
where
    in_period(scope, source.held_on)
    and chosen(scope['departments'], source.department);

-- Grades of the latest assessment of the reader's period.
create or replace macro assessed_last(scope) as table
with latest as (
    select max(assessed_on) as assessed_on
    from raw.assessments
    where in_period(scope, assessed_on)
)

select source.*
from named_assessments as source
inner join latest on latest.assessed_on = source.assessed_on
where chosen(scope['departments'], source.department);
