-- The service centre and its hall, and how items and cases are handled: at a visit, or online.

-- Counts of the centre up to the end of the as-of date.
create or replace macro centre_at(scope) as table
select
    dimensions(scope, null, null, null, null, null, null, null, recorded_on) as dims,
    recorded_on,
    opened_on,
    departments,
    items,
    windows,
    one_windows,
    staff,
    posts,
    terminals
from raw.centre
where recorded_on <= scope['as_of'];

-- The hall of the reader's period as it was written down: days, and hours of a day.
create or replace macro hall_in(scope) as table
select *, bool_or(hour is null) over (partition by day) as has_own_row
from raw.hall
where in_period(scope, day);

-- Day by day: a day's own row counts. Without one its hours make it up, and what is to be summed is known
-- only where every hour tells it. Waiting weighs by visits, so it carries its own (waited_visits).
create or replace macro hall_days(scope) as table
select
    dimensions(scope, null, null, null, null, null, null, null, day) as dims,
    day,
    cast(sum(visits) as bigint) as visits,
    if(count(taken) = count(*), cast(sum(taken) as bigint), null) as taken,
    if(count(finished) = count(*), cast(sum(finished) as bigint), null) as finished,
    if(count(self_service) = count(*), cast(sum(self_service) as bigint), null) as self_service,
    if(count(windows_open) = count(*), max(windows_open), null) as windows_open,
    coalesce(cast(sum(visits) filter (where waiting_minutes is not null) as bigint), 0) as waited_visits,
    coalesce(cast(sum(visits * waiting_minutes) as bigint), 0) as waited_minutes
from hall_in(scope)
where (hour is null) = has_own_row
group by day;

-- 依申请 items of the base as they stood at the as-of date: powers used of the office's own accord (penalty,
-- coercion, levy, inspection) need no visit and no application; an item of unknown type is kept.
create or replace macro on_application(scope) as table
select
    *,
    coalesce(online_depth between 2 and 7, false) as is_online,
    coalesce(online_depth between 5 and 7, false) as is_all_online
from items_at(scope)
where counted and coalesce(item_type in ('01', '05', '07', '08', '09', '10', '20'), true);
