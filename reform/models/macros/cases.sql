-- Cases between two days: whole weeks from the cube, those of the weeks that the days cut from the facts. In the
-- schema ``whole`` there are none of these: a question asked there (metrics/query.py, where nothing is cut) is
-- planned in half the time, which is most of what it takes.
create schema if not exists whole;

-- Whether a week lies in a period as a whole; whether a day does, in a week that the period cuts.
create or replace macro is_whole(segment, first_day, last_day_asked) as
    segment >= first_day and segment_end(segment) <= last_day_asked;

create or replace macro is_cut(day, segment, first_day, last_day_asked) as
    day between first_day and last_day_asked
    and segment in (segment_start(first_day), segment_start(last_day_asked))
    and not is_whole(segment, first_day, last_day_asked);

{% for name, cube, cases, day in (
    ("counted", "cube", "completed_cases", "completed_on"),
    ("accepted", "accepted_cube", "accepted_cases", "accepted_on"),
    ("visited", "visited_cube", "visited_cases", "completed_on"),
) %}
create or replace view cut_{{ name }} as
select *
from {{ cases }};

create or replace view whole.cut_{{ name }} as
select cast(null as date) as {{ day }}, *
from {{ cube }}
where false;

create or replace macro {{ name }}_between(first_day, last_day_asked) as table
select *
from {{ cube }}
where is_whole(segment, first_day, last_day_asked)
union all by name
select * exclude ({{ day }})
from cut_{{ name }}
where is_cut({{ day }}, segment, first_day, last_day_asked);

{% endfor %}
-- Completed cases of the reader's period.
create or replace macro completed(scope) as table
select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, parts.channel,
        side_then(scope, parts.side, subjects.transferred_on), subjects.item_code, subjects.item_name, parts.segment
    ) as dims,
    parts.* replace (side_then(scope, parts.side, subjects.transferred_on) as side),
    subjects.kind
from counted_between(coalesce(scope['from_on'], date '1990-01-01'), scope['counted_to']) as parts
inner join subjects on subjects.subject_id = parts.subject_id
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], parts.channel);

-- Cases accepted in the reader's period, and cases completed in it with the visits they took: how many is known
-- once a case is done. Those alike stand in one row with how many they are (cases).
{% for name, key in (("accepted", "one_window"), ("visited", "visits")) %}
create or replace macro {{ name }}(scope) as table
select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, parts.channel,
        side_then(scope, parts.side, subjects.transferred_on), subjects.item_code, subjects.item_name, parts.segment
    ) as dims,
    subjects.item_code,
    parts.channel,
    parts.{{ key }},
    coalesce(parts.channel in ('2', '3'), false) as is_online,
    parts.cases
from {{ name }}_between(coalesce(scope['from_on'], date '1990-01-01'), scope['counted_to']) as parts
inner join subjects on subjects.subject_id = parts.subject_id
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], parts.channel);

{% endfor %}
-- The calendar on which the days of each completed case of the reader's period are counted; of cases counted
-- elsewhere it is the official one. The cube does not know it.
create or replace view dated_cases as
select
    subject_id, completed_on, segment, channel, side, calendar_kind, statutory_known, promised_known, both_known
from case_marks
union all
select
    subject_id,
    completed_on,
    segment,
    channel,
    side,
    'china',
    statutory_known > 0,
    promised_known > 0,
    both_known > 0
from counted_cases;

create or replace macro calendars_in(scope) as table
select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, dated_cases.channel,
        side_then(scope, dated_cases.side, subjects.transferred_on), subjects.item_code, subjects.item_name,
        dated_cases.segment
    ) as dims,
    dated_cases.* replace (side_then(scope, dated_cases.side, subjects.transferred_on) as side),
    subjects.kind
from dated_cases
inner join subjects on subjects.subject_id = dated_cases.subject_id
where
    dated_cases.completed_on between coalesce(scope['from_on'], date '1990-01-01') and scope['counted_to']
    and in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], dated_cases.channel);

-- Completed cases of the reader's period after their item's transfer, with the item's mean before it: items with
-- at least five completed cases on each side. The mean and the five are of all cases completed by the as-of date,
-- whatever period and channel are asked for: then months and channels add up to the whole.
create or replace macro after_transfer(scope) as table
with compared as (
    select
        parts.subject_id,
        sum(parts.working_days * parts.completed) filter (where parts.side = 'before')
        / sum(parts.completed) filter (where parts.side = 'before') as mean_before
    from counted_between(date '1990-01-01', scope['known_to']) as parts
    inner join subjects on subjects.subject_id = parts.subject_id
    where in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    group by parts.subject_id
    having
        sum(parts.completed) filter (where parts.side = 'before') >= 5
        and sum(parts.completed) filter (where parts.side = 'after') >= 5
)

select
    done.dims,
    done.subject_id,
    done.completed,
    done.working_days * done.completed as used_days,
    compared.mean_before * done.completed as days_before
from completed(scope) as done
inner join compared on compared.subject_id = done.subject_id
where done.side = 'after';
