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
where day between coalesce(scope['from_on'], date '1990-01-01') and scope['to_on'];

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

-- The cases of weeks that a period cuts: in the schema ``whole`` none, as with completed ones (questions.sql).
create or replace view cut_accepted as
select *
from accepted_cases;

create or replace view whole.cut_accepted as
select cast(null as date) as accepted_on, *
from accepted_cube
where false;

create or replace view cut_visited as
select *
from visited_cases;

create or replace view whole.cut_visited as
select cast(null as date) as completed_on, *
from visited_cube
where false;

-- Cases accepted in the reader's period, those alike in one row with how many they are (cases).
create or replace macro accepted(scope) as table
with parts as (
    select *
    from accepted_cube
    where is_whole(segment, coalesce(scope['from_on'], date '1990-01-01'), scope['counted_to'])
    union all by name
    select * exclude (accepted_on)
    from cut_accepted
    where is_cut(accepted_on, segment, coalesce(scope['from_on'], date '1990-01-01'), scope['counted_to'])
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, parts.channel,
        side_then(scope, parts.side, subjects.transferred_on), subjects.item_code, subjects.item_name, parts.segment
    ) as dims,
    subjects.item_code,
    parts.channel,
    parts.one_window,
    coalesce(parts.channel in ('2', '3'), false) as is_online,
    parts.cases
from parts
inner join subjects on subjects.subject_id = parts.subject_id
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], parts.channel);

-- Cases completed in the reader's period with the visits they took: how many is known once a case is done.
-- Again those alike in one row.
create or replace macro visited(scope) as table
with parts as (
    select *
    from visited_cube
    where is_whole(segment, coalesce(scope['from_on'], date '1990-01-01'), scope['counted_to'])
    union all by name
    select * exclude (completed_on)
    from cut_visited
    where is_cut(completed_on, segment, coalesce(scope['from_on'], date '1990-01-01'), scope['counted_to'])
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, parts.channel,
        side_then(scope, parts.side, subjects.transferred_on), subjects.item_code, subjects.item_name, parts.segment
    ) as dims,
    subjects.item_code,
    parts.visits,
    parts.cases
from parts
inner join subjects on subjects.subject_id = parts.subject_id
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], parts.channel);
