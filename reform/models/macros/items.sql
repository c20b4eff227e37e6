-- A limit of the list in working days, beside others: natural days are estimated, for no case gives them a date.
create or replace macro listed_days(days, unit) as
    case when unit = 'wd' then days else round(days * 5 / 7) end;

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
    where
        item_code in (
            select moved.item_code
            from raw.plan_changes as moved
            where moved.changed_on > scope['as_of']
        )
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
        scope, items.department, items.domain, items.batch, null, null, items.item_code, items.item_name,
        cast(null as date)
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
