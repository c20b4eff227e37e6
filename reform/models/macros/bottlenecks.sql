-- Transfers that stick: disputes, and plans that were moved.

-- Disputes as they stood at the end of the as-of date, with their item and the departments' names on the
-- day they were raised. What is dated later is not known yet; a finding that responsibility was passed
-- around has no day of its own. department: the item's; for an item in no list, the side that is named first.
create or replace macro disputes_at(scope) as table
with named as (
    select
        source.* exclude (department, other_department, owner),
        items.item_name,
        items.domain,
        items.batch,
        coalesce(items.department, source.department) as department,
        source.department as side,
        source.other_department as other_side,
        source.owner as owing
    from named_disputes as source
    left join items on items.item_code = source.item_code
    where source.raised_on <= scope['as_of']
),

known as (
    select * replace (
        case when reviewed_on <= scope['as_of'] then reviewed_on end as reviewed_on,
        case when coalesce(reviewed_on <= scope['as_of'], true) then experts end as experts,
        case when coalesce(reviewed_on <= scope['as_of'], true) then review_result end as review_result,
        case when submitted_on <= scope['as_of'] then submitted_on end as submitted_on,
        case when decided_on <= scope['as_of'] then decided_on end as decided_on,
        case when coalesce(decided_on <= scope['as_of'], true) then decision end as decision,
        case when settled_on <= scope['as_of'] then settled_on end as settled_on
    )
    from named
)

select
    dimensions(scope, department, domain, batch, null, null, item_code, item_name, raised_on) as dims,
    known.*,
    settled_on is not null as is_settled,
    coalesce(due_on < scope['as_of'], false) and settled_on is null as is_overdue,
    case
        when settled_on is not null then 'settled'
        when coalesce(cast(decided_on as varchar), decision) is not null then 'decided'
        when coalesce(cast(submitted_on as varchar), cast(reviewed_on as varchar), review_result) is not null
            then 'reviewed'
        when coordinations > 0 then 'coordinated'
        else 'raised'
    end as state
from known
where in_scope(scope, department, domain, batch);

-- Every item of the headline with the moves of its plan made by the as-of date: one row a move, one
-- without a move for an item that has none. A plan that differs from the first one without any record of
-- it is a move too: the date was written over. from_on: as recorded, else where the move before it led,
-- else the first plan.
create or replace macro plan_moves_at(scope) as table
with recorded as (
    select
        item_code,
        changed_on,
        coalesce(from_on, lag(to_on) over (partition by item_code order by changed_on)) as from_on,
        to_on,
        reason,
        approved_by,
        document
    from raw.plan_changes
    where changed_on <= scope['as_of']
),

judged as (
    select
        status.*,
        recorded.changed_on is not null as is_recorded,
        coalesce(status.planned_on <> status.original_planned_on, false)
        and recorded.changed_on is null as is_written_over,
        recorded.changed_on,
        coalesce(recorded.from_on, status.original_planned_on) as from_on,
        coalesce(recorded.to_on, status.planned_on) as to_on,
        recorded.reason,
        recorded.approved_by,
        recorded.document
    from items_at(scope) as status
    left join recorded on recorded.item_code = status.item_code
    where status.counted
)

select *, is_recorded or is_written_over as is_moved
from judged;
