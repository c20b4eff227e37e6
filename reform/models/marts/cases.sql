-- The fact: one row a case with everything derivable derived once.
-- working_days  dates, not clocks: first day out, last day in, suspensions taken out, never below 0
-- limits        in days of the case's calendar from the acceptance on: natural days, months and hours are turned into
--               working days; where the source counts natural days, working days into natural ones
-- provisional   the days used, the deadline or a limit rest on a year whose holidays are not published
-- on_time       by the case's own due date where the source has one, else by the promise
-- counted       false for withdrawn and terminated cases: they leave the time indicators
-- over_statutory_strict  the same where only the procedures that 行政许可法 art. 45 names stop the clock
-- due_on        the day the source itself gives; deadline is that, or what the promise comes to
-- side          before the item's first transfer; after: on a day on which it was transferred; else none
-- deadline      moves with the stops that begin while it has not passed
-- Kept portable like the cube: reform/pipeline/aggregate runs the same text on Spark.
-- unique: cases (case_no)
-- not null: cases (case_no, subject_id, accepted_on, paused_days, extension_days, side, counted, unmatched, calendar_kind)
-- relates: cases (subject_id) to subjects (subject_id)
insert into cases
with filed as (
    select
        source.case_no,
        source.channel,
        source.result,
        source.visits,
        source.one_window,
        cast(source.accepted_at as date) as accepted_on,
        cast(source.completed_at as date) as completed_on,
        cast(source.due_at as date) as due_on,
        imports.calendar as calendar_kind,
        subjects.subject_id,
        subjects.transferred_on,
        transfer_spans.from_on is not null as is_transferred,
        subjects.unmatched,
        items.statutory_days as statutory_limit,
        items.statutory_unit,
        items.promised_days as promised_limit,
        items.promised_unit,
        coalesce(case_pauses.paused_days, 0) as paused_days,
        coalesce(case_pauses.paused_by_law, 0) as paused_by_law,
        coalesce(case_pauses.extension_days, 0) as extension_days
    from pending_cases as source
    inner join imports on imports.import_id = source.import_id
    inner join subject_of
        on subject_of.given_code is not distinct from source.item_code
        and subject_of.given_name is not distinct from source.item_name
        and subject_of.given_department is not distinct from source.department
        and cast(source.accepted_at as date) between subject_of.from_on and subject_of.to_on
    inner join subjects on subjects.subject_id = subject_of.subject_id
    left join items on not subjects.unmatched and items.item_code = subjects.item_code
    left join transfer_spans
        on not subjects.unmatched
        and transfer_spans.item_code = subjects.item_code
        and cast(source.accepted_at as date) >= transfer_spans.from_on
        and cast(source.accepted_at as date) < coalesce(transfer_spans.until_on, date '9999-12-31')
    left join case_pauses on case_pauses.case_no = source.case_no
),

-- materialized: DuckDB 2.0.0 dies on this chain of joins in one piece (duckdb#24807, tests/metrics)
numbered as materialized (
    select
        filed.*,
        accepted.workday_no as accepted_no,
        completed.workday_no as completed_no,
        accepted.provisional or coalesce(completed.provisional, false) as rests_on_weekdays,
        coalesce(statutory_ends.provisional, false)
        or coalesce(promised_ends.provisional, false)
        or coalesce(natural_statutory.provisional, false)
        or coalesce(natural_promised.provisional, false) as limits_rest_on_weekdays,
        -- a last day that is no working day moves to the next one (民法典 art. 203)
        statutory_ends.workday_no + case when statutory_ends.is_workday then 0 else 1 end as statutory_end_no,
        promised_ends.workday_no + case when promised_ends.is_workday then 0 else 1 end as promised_end_no,
        natural_statutory.natural_days as natural_statutory,
        natural_promised.natural_days as natural_promised
    from filed
    inner join calendar as accepted
        on accepted.kind = filed.calendar_kind and accepted.day = filed.accepted_on
    left join calendar as completed
        on completed.kind = filed.calendar_kind and completed.day = filed.completed_on
    left join calendar as statutory_ends
        on statutory_ends.kind = filed.calendar_kind
        and statutory_ends.day = limit_end(filed.accepted_on, filed.statutory_limit, filed.statutory_unit)
    left join calendar as promised_ends
        on promised_ends.kind = filed.calendar_kind
        and promised_ends.day = limit_end(filed.accepted_on, filed.promised_limit, filed.promised_unit)
    left join natural_limits as natural_statutory
        on natural_statutory.calendar_kind = filed.calendar_kind
        and natural_statutory.unit = filed.statutory_unit
        and natural_statutory.accepted_on = filed.accepted_on
        and natural_statutory.days = floor(filed.statutory_limit)
    left join natural_limits as natural_promised
        on natural_promised.calendar_kind = filed.calendar_kind
        and natural_promised.unit = filed.promised_unit
        and natural_promised.accepted_on = filed.accepted_on
        and natural_promised.days = floor(filed.promised_limit)
),

measured as (
    select
        *,
        case
            when completed_no is not null then greatest(0, completed_no - accepted_no - paused_days)
        end as working_days,
        case
            when completed_no is not null then greatest(0, completed_no - accepted_no - paused_by_law)
        end as strict_days,
        coalesce(
            natural_statutory, limit_days(statutory_limit, statutory_unit, statutory_end_no - accepted_no)
        ) as statutory_days,
        coalesce(
            natural_promised, limit_days(promised_limit, promised_unit, promised_end_no - accepted_no)
        ) as promised_days
    from numbered
),

-- What moves the deadline: a stop that begins when more days are used than granted does not.
moved as (
    select
        measured.case_no,
        sum(counted_stops.days) as days,
        bool_or(counted_stops.is_open) as is_open
    from measured
    inner join counted_stops on counted_stops.case_no = measured.case_no
    where
        counted_stops.basis = 'all'
        and counted_stops.started_no - measured.accepted_no - counted_stops.days_before
        <= floor(measured.promised_days) + measured.extension_days
    group by measured.case_no
),

granted as (
    select
        measured.*,
        case
            when moved.is_open then null
            else
                cast(floor(measured.promised_days) as integer)
                + measured.extension_days + cast(coalesce(moved.days, 0) as integer)
        end as days_to_deadline
    from measured
    left join moved on moved.case_no = measured.case_no
)

select
    measured.case_no,
    measured.subject_id,
    measured.channel,
    measured.due_on,
    measured.accepted_on,
    measured.completed_on,
    segment_start(measured.completed_on) as completed_segment,
    cast(measured.working_days as integer) as working_days,
    measured.paused_days,
    measured.extension_days,
    measured.statutory_days,
    measured.promised_days,
    case
        when measured.due_on is not null then measured.due_on
        when measured.days_to_deadline = 0 then measured.accepted_on
        else deadlines.day
    end as deadline,
    case
        when measured.completed_on is null then null
        when measured.due_on is not null then measured.completed_on <= measured.due_on
        else measured.working_days <= measured.promised_days + measured.extension_days
    end as on_time,
    measured.working_days > measured.statutory_days + measured.extension_days as over_statutory,
    measured.strict_days > measured.statutory_days + measured.extension_days as over_statutory_strict,
    case
        when measured.accepted_on < measured.transferred_on then 'before'
        when measured.is_transferred then 'after'
        else 'none'
    end as side,
    coalesce(measured.result not in ('withdrawn', 'terminated'), true) as counted,
    measured.unmatched,
    measured.rests_on_weekdays as days_provisional,
    measured.rests_on_weekdays
    or measured.limits_rest_on_weekdays
    or coalesce(deadlines.provisional, false)
    or coalesce(own_deadlines.provisional and measured.completed_on is null, false) as provisional,
    measured.calendar_kind,
    measured.visits,
    measured.one_window
from granted as measured
left join calendar as deadlines
    on measured.due_on is null
    and measured.days_to_deadline > 0
    and deadlines.kind = measured.calendar_kind
    and deadlines.is_workday
    and deadlines.workday_no = measured.accepted_no + measured.days_to_deadline
left join calendar as own_deadlines
    on own_deadlines.kind = measured.calendar_kind
    and own_deadlines.day = measured.due_on;
