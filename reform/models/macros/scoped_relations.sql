-- What indicators ask: the reader's scope applied once, here, so that every question filters alike.
-- scope: as_of, from_on, to_on (dates; to_on never after as_of), departments, domains, batches, channels
-- (lists, or null for all), by (the dimensions asked for). dims holds the asked dimensions, the others null.
-- counted_to, known_to: to_on and as_of for completed cases; the end of the week where nothing came after them.

create or replace macro chosen(list, value) as
    list is null or coalesce(list_contains(list, value), false);

create or replace macro in_scope(scope, department, domain, batch) as
    chosen(scope['departments'], department)
    and chosen(scope['domains'], domain)
    and chosen(scope['batches'], batch);

create or replace macro asked(scope, dimension, value) as
    case when list_contains(scope['by'], dimension) then value end;

create or replace macro dimensions(
    scope, department, domain, batch, channel, side, item_code, item_name, day
) as {
    'department': asked(scope, 'department', department),
    'domain': asked(scope, 'domain', domain),
    'batch': asked(scope, 'batch', batch),
    'channel': asked(scope, 'channel', channel),
    'side': asked(scope, 'side', side),
    'item_code': asked(scope, 'item', item_code),
    'item_name': asked(scope, 'item', item_name),
    'month': asked(scope, 'month', cast(date_trunc('month', day) as date)),
    'week': asked(scope, 'week', cast(date_trunc('week', day) as date))
};

-- A limit of the list in working days, beside others: natural days are estimated, for no case gives them a date.
create or replace macro listed_days(days, unit) as
    case when unit = 'wd' then days else round(days * 5 / 7) end;

-- The side of a case on the as-of date: that its item is transferred later is not known yet.
create or replace macro side_then(scope, side, transferred_on) as
    case when transferred_on > scope['as_of'] then 'none' else side end;

-- Every item of the list as it stood at the end of the as-of date: without what the law set up, or the county took
-- over, later than that, and without what was cancelled by then. planned_on: the plan of that day; the first move of
-- it after that day tells from where it was moved, else the last move before.
create or replace macro listed_at(scope) as table
with stage_then as (
    select item_code, stage, entered_on, document, reason
    from stage_log
    where entered_on <= scope['as_of'] and (left_on is null or left_on > scope['as_of'])
),

flags_then as (
    select item_code, count(*) as flags
    from handover_flags
    where reached_on <= scope['as_of']
    group by item_code
),

plans_then as (
    select
        item_code,
        coalesce(
            arg_min_null(from_on, changed_on) filter (where changed_on > scope['as_of']),
            arg_max(to_on, changed_on) filter (where changed_on <= scope['as_of'])
        ) as planned_on
    from raw.plan_changes
    where item_code in (select moved.item_code from raw.plan_changes as moved where moved.changed_on > scope['as_of'])
    group by item_code
),

listed as (
    select items.* replace (
        case
            when plans_then.item_code is null then items.planned_on
            else coalesce(plans_then.planned_on, items.original_planned_on)
        end as planned_on
    )
    from items
    left join plans_then on plans_then.item_code = items.item_code
)

select
    dimensions(
        scope, items.department, items.domain, items.batch, null, null, items.item_code, items.item_name, cast(null as date)
    ) as dims,
    items.*,
    coalesce(stage_then.stage, 'S0') as stage,
    stage_then.entered_on as stage_on,
    stage_then.document as stage_document,
    stage_then.reason as stage_reason,
    coalesce(flags_then.flags, 0) as flags,
    coalesce(is_transferred_stage(stage_then.stage), false) as is_transferred,
    coalesce(stage_then.stage = 'S7', false) and coalesce(flags_then.flags, 0) = 5 as is_in_place,
    coalesce(items.planned_on <= scope['as_of'], false) as is_planned_by_now,
    coalesce(items.planned_on < scope['as_of'], false)
    and not coalesce(is_transferred_stage(stage_then.stage), false) as is_overdue
from listed as items
left join stage_then on stage_then.item_code = items.item_code
left join flags_then on flags_then.item_code = items.item_code
semi join item_spans
    on item_spans.item_code = items.item_code
    and item_spans.from_on <= scope['as_of']
    and coalesce(item_spans.until_on > scope['as_of'], true)
where in_scope(scope, items.department, items.domain, items.batch);

-- The items of the base: without those approved not to be transferred (X2 不划转).
create or replace macro items_at(scope) as table
select *
from listed_at(scope)
where stage <> 'X2';

-- The cases of the weeks that a period cuts. In the schema ``whole`` there are none: a question asked there
-- (ask.py, where nothing is cut) is planned in half the time, which is most of what it takes.
create schema if not exists whole;

create or replace view cut_cases as
select *
from completed_cases;

create or replace view whole.cut_cases as
select cast(null as date) as completed_on, *
from cube
where false;

-- Whether a week lies in a period as a whole; whether a day does, in a week that the period cuts.
create or replace macro is_whole(segment, first_day, last_day_asked) as
    segment >= first_day and segment_end(segment) <= last_day_asked;

create or replace macro is_cut(day, segment, first_day, last_day_asked) as
    day between first_day and last_day_asked
    and segment in (segment_start(first_day), segment_start(last_day_asked))
    and not is_whole(segment, first_day, last_day_asked);

-- Completed cases between two days: whole weeks from the cube, the cut ones at either end from the fact.
create or replace macro counted_between(first_day, last_day_asked) as table
select *
from cube
where is_whole(segment, first_day, last_day_asked)
union all by name
select * exclude (completed_on)
from cut_cases
where is_cut(completed_on, segment, first_day, last_day_asked);

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

-- Cases that were open at the end of the as-of date, with the working days left to their deadline. A case that was
-- withdrawn after that date was open on it.
-- left is null where neither a due date nor a promise is known, or the clock is stopped.
-- Of the fact only the cases completed after that date are read; on the last day there are none.
create or replace macro open_cases(scope) as table
with waiting as (
    select *
    from unfinished
    where accepted_on <= scope['as_of']
    union all
    select *
    from cases
    where accepted_on <= scope['as_of'] and completed_on > scope['as_of']
),

-- materialized: the optimiser takes those waiting for a fifth of all cases and would begin with the calendar
stops as materialized (
    select suspensions.*, waiting.calendar_kind
    from suspensions
    inner join waiting on waiting.case_no = suspensions.case_no
    where suspensions.started_on <= scope['as_of']
),

stopped as (
    select
        stops.case_no,
        sum(until_days.workday_no - since_days.workday_no) as paused_days,
        bool_or(stops.ended_on is null or stops.ended_on > scope['as_of']) as is_paused
    from stops
    inner join calendar as since_days
        on since_days.kind = stops.calendar_kind and since_days.day = stops.started_on
    inner join calendar as until_days
        on until_days.kind = stops.calendar_kind
        and until_days.day = least(coalesce(stops.ended_on, scope['as_of']), scope['as_of'])
    group by stops.case_no
),

-- As in pauses.sql, of what was granted by then.
granted as (
    select
        waiting.case_no,
        sum(coalesce(pauses.approved_days, until_days.workday_no - since_days.workday_no, 0)) as extension_days
    from raw.pauses as pauses
    inner join waiting on waiting.case_no = pauses.case_no
    left join calendar as since_days
        on since_days.kind = waiting.calendar_kind and since_days.day = pauses.started_on
    left join calendar as until_days
        on until_days.kind = waiting.calendar_kind and until_days.day = pauses.ended_on
    where pauses.kind = '1' and pauses.started_on <= scope['as_of']
    group by waiting.case_no
),

timed as (
    select
        waiting.* replace (nearest_whole(coalesce(granted.extension_days, 0)) as extension_days),
        greatest(
            0, today.workday_no - accepted.workday_no - coalesce(stopped.paused_days, 0)
        ) as elapsed_days,
        coalesce(stopped.is_paused, false) as is_paused,
        today.is_workday,
        due.workday_no - today.workday_no as days_to_due
    from waiting
    left join stopped on stopped.case_no = waiting.case_no
    left join granted on granted.case_no = waiting.case_no
    inner join calendar as accepted
        on accepted.kind = waiting.calendar_kind and accepted.day = waiting.accepted_on
    inner join calendar as today
        on today.kind = waiting.calendar_kind and today.day = scope['as_of']
    left join calendar as due
        on due.kind = waiting.calendar_kind and due.day = waiting.due_on
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, timed.channel,
        side_then(scope, timed.side, subjects.transferred_on),
        subjects.item_code, subjects.item_name, timed.accepted_on
    ) as dims,
    timed.*,
    subjects.department,
    subjects.item_code,
    subjects.item_name,
    cast(
        case
            when timed.due_on is not null and timed.due_on < scope['as_of']
                then least(-1, timed.days_to_due)
            when timed.due_on is not null then timed.days_to_due
            when timed.is_paused and timed.promised_days + timed.extension_days >= timed.elapsed_days then null
            -- the last working day is over on the day off that follows it
            when floor(timed.promised_days + timed.extension_days - timed.elapsed_days) = 0
                and not timed.is_workday
                and timed.accepted_on < scope['as_of']
                then -1
            else floor(timed.promised_days + timed.extension_days - timed.elapsed_days)
        end as integer
    ) as days_left
from timed
inner join subjects on subjects.subject_id = timed.subject_id
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], timed.channel);

-- Ratings given in the reader's period, as they stood at the end of the as-of date. What verification found has no
-- day of its own: it is known with the rectification or the call back, whichever came first.
create or replace macro ratings_in(scope) as table
with known as (
    select * replace (
        case when rectified_on <= scope['as_of'] then rectified_on end as rectified_on,
        case when called_back_on <= scope['as_of'] then called_back_on end as called_back_on,
        case when coalesce(least(rectified_on, called_back_on) <= scope['as_of'], true) then verified end as verified
    )
    from ratings
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, ratings.channel, null,
        subjects.item_code, subjects.item_name, ratings.rated_on
    ) as dims,
    ratings.*,
    subjects.department,
    subjects.item_name,
    ratings.rectified_on is not null as is_rectified,
    coalesce(ratings.due_on < scope['as_of'], false) as is_past_due
from known as ratings
inner join subjects on subjects.subject_id = ratings.subject_id
where
    ratings.rated_on <= scope['to_on']
    and ratings.rated_on >= coalesce(scope['from_on'], date '1990-01-01')
    and in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], ratings.channel);

-- Valid ratings of cases completed in the reader's period, one row a case.
create or replace macro rated_cases(scope) as table
select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, null, null,
        subjects.item_code, subjects.item_name, ratings.case_completed_on
    ) as dims,
    ratings.case_no
from ratings
inner join subjects on subjects.subject_id = ratings.subject_id
where
    ratings.valid
    and ratings.case_counted
    and ratings.rated_on <= scope['as_of']
    and ratings.case_completed_on <= scope['to_on']
    and ratings.case_completed_on >= coalesce(scope['from_on'], date '1990-01-01')
    and in_scope(scope, subjects.department, subjects.domain, subjects.batch)
group by all;
