-- Start-ups, projects and changed limits as a reader asks for them. Start-ups and projects cross departments: no
-- filter but the period applies to them.

-- side: before or after the first transfer of any item known on the as-of date.
create or replace macro side_of(scope, day) as (
    select
        case
            when min(transferred_on) is null then 'none'
            when day < min(transferred_on) then 'before'
            else 'after'
        end
    from items
    where transferred_on <= scope['as_of']
);

-- Start-ups of the reader's period as they stood at the end of the as-of date: by the day they were complete,
-- those that were not by the day of application. One is complete with the last step given by then, once
-- registration, seals and invoices are all there.
create or replace macro startups_in(scope) as table
with reached as (
    select
        * exclude (row_key, import_id, source_row) replace (
            case when registered_on <= scope['as_of'] then registered_on end as registered_on,
            case when seal_on <= scope['as_of'] then seal_on end as seal_on,
            case when invoice_on <= scope['as_of'] then invoice_on end as invoice_on,
            case when insured_on <= scope['as_of'] then insured_on end as insured_on,
            case when fund_on <= scope['as_of'] then fund_on end as fund_on,
            case when bank_on <= scope['as_of'] then bank_on end as bank_on
        )
    from raw.startups
    where applied_on <= scope['as_of']
),

known as (
    select
        *,
        case
            when registered_on is not null and seal_on is not null and invoice_on is not null
                then greatest(registered_on, seal_on, invoice_on, insured_on, fund_on, bank_on)
        end as ended_on,
        side_of(scope, applied_on) as side
    from reached
)

select
    dimensions(
        scope, null, null, null, null, known.side, null, null, coalesce(known.ended_on, known.applied_on)
    ) as dims,
    known.*,
    last_days.workday_no - first_days.workday_no as working_days,
    first_days.provisional or last_days.provisional as provisional
from known
inner join calendar as first_days
    on first_days.kind = 'china' and first_days.day = known.applied_on
left join calendar as last_days
    on last_days.kind = 'china' and last_days.day = known.ended_on
where
    in_period(scope, coalesce(known.ended_on, known.applied_on));

-- Projects of the reader's period in the same way: by the day of the decision, else of acceptance.
create or replace macro projects_in(scope) as table
with known as (
    select
        * replace (
            case when decided_on <= scope['as_of'] then decided_on end as decided_on,
            case when decided_on <= scope['as_of'] then working_days end as working_days
        ),
        side_of(scope, accepted_on) as side
    from project_times
    where accepted_on <= scope['as_of']
)

select
    dimensions(scope, null, null, null, null, side, null, null, coalesce(decided_on, accepted_on)) as dims,
    known.*
from known
where
    in_period(scope, coalesce(decided_on, accepted_on));

-- Completed cases of the reader's period that were accepted under another limit than the list gives today, and
-- how many working days longer that limit was.
create or replace macro cases_under_old_limits(scope) as table
with told as (
    select
        cases.case_no,
        cases.accepted_on,
        cases.completed_on,
        cases.statutory_days,
        cases.calendar_kind,
        subjects.department,
        subjects.domain,
        subjects.batch,
        subjects.item_code,
        subjects.item_name,
        cases.channel,
        side_then(scope, cases.side, subjects.transferred_on) as side,
        coalesce(
            case
                when natural_ends.day is not null
                    then greatest(0, natural_ends.workday_no - accepted.workday_no)
            end,
            limit_days(
                limit_changes.old_statutory_days,
                limit_changes.old_statutory_unit,
                ends.workday_no + case when ends.is_workday then 0 else 1 end - accepted.workday_no
            )
        ) as days_then
    from limit_changes
    inner join subjects on not subjects.unmatched and subjects.item_code = limit_changes.item_code
    inner join cases
        on cases.subject_id = subjects.subject_id
        and cases.accepted_on < limit_changes.valid_from
        and cases.accepted_on >= coalesce(limit_changes.held_from, date '1990-01-01')
    inner join calendar as accepted
        on accepted.kind = cases.calendar_kind and accepted.day = cases.accepted_on
    left join calendar as ends
        on ends.kind = cases.calendar_kind
        and ends.day = limit_end(
            cases.accepted_on, limit_changes.old_statutory_days, limit_changes.old_statutory_unit
        )
    -- A limit in working days where the source counts natural days: as in natural_limits.
    left join calendar as official_begins
        on cases.calendar_kind = 'natural'
        and limit_changes.old_statutory_unit = 'wd'
        and official_begins.kind = 'china'
        and official_begins.day = cases.accepted_on
    left join calendar as official_ends
        on official_ends.kind = 'china'
        and official_ends.is_workday
        and official_ends.workday_no = official_begins.workday_no + floor(limit_changes.old_statutory_days)
    left join calendar as natural_ends
        on natural_ends.kind = 'natural' and natural_ends.day = official_ends.day
    where
        cases.counted
        and in_period(scope, cases.completed_on)
)

select
    dimensions(scope, department, domain, batch, channel, side, item_code, item_name, completed_on) as dims,
    told.*,
    days_then - statutory_days as days_longer
from told
where
    days_then <> statutory_days
    and in_scope(scope, department, domain, batch)
    and chosen(scope['channels'], channel);

-- Items set up, changed and cancelled in the reader's period, and what is decided for later. A cancelled item
-- may stand in no list any more: it is named by its row and belongs to no department.
create or replace macro changes_in(scope) as table
select
    source.* exclude (row_key, import_id, source_row)
        replace (coalesce(items.item_name, source.item_name) as item_name),
    items.department,
    source.valid_from > scope['as_of'] as is_ahead,
    source.change = 'change' and limit_changes.item_code is not null as is_limit_change
from raw.item_versions as source
left join limit_changes
    on limit_changes.item_code = source.item_code and limit_changes.valid_from = source.valid_from
left join items on items.item_code = source.item_code
where
    (source.valid_from <= scope['to_on'] or source.valid_from > scope['as_of'])
    and source.valid_from >= coalesce(scope['from_on'], date '1990-01-01')
    and in_scope(scope, items.department, items.domain, items.batch);
