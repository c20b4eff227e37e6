-- Cases that were open at the end of the as-of date, with the working days left to their deadline. A case that was
-- withdrawn after that date was open on it.
-- days_left is null where neither a due date nor a promise is known, or the clock is stopped.
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

-- As in intermediate/case_pauses.sql, of what was granted by then.
granted as (
    select
        waiting.case_no,
        sum(
            coalesce(pauses.approved_days, until_days.workday_no - since_days.workday_no, 0)
        ) as extension_days
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
            when timed.is_paused and timed.promised_days + timed.extension_days >= timed.elapsed_days
                then null
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
