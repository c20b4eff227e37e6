-- Approval and supervision joined: hand-offs, random inspections, decisions published.

-- Working days allowed where a row names no day of its own.
create or replace macro days_to_push() as 2; -- 县级口径，as practised in other counties
create or replace macro days_to_publish_checks() as 20; -- 双随机抽查结果公示
create or replace macro days_to_publish_decisions() as 7; -- 双公示

-- Hand-offs with their item, and the day their case was completed: as the ledger says, else as the case does.
create or replace view handoff_rows as
select
    source.* exclude (completed_on, item_code),
    coalesce(source.completed_on, cases.completed_on) as completed_on,
    coalesce(source.completed_on, cases.completed_on, source.pushed_on) as day,
    coalesce(source.item_code, subjects.item_code) as item_code
from raw.handoffs as source
left join cases on cases.case_no = source.case_no
left join subjects on subjects.subject_id = cases.subject_id;

-- Hand-offs of cases completed in the reader's period, as they stood at the end of the as-of date. Where the
-- completion is not known the day of the push stands for it, and nobody can tell whether it came in time.
-- department: the one that supervises and owes the answer. A report back is an acknowledgement, too; a
-- hand-off sent back with a reason is answered as well, though nobody has taken it.
create or replace macro handoffs_in(scope) as table
with named as (
    select
        source.* exclude (department),
        items.item_name,
        items.domain,
        items.batch,
        coalesce(names.department, items.supervising_department, items.department) as department,
        coalesce(source.due_on, deadlines.day) as push_by
    from handoff_rows as source
    left join items on items.item_code = source.item_code
    inner join department_names as names
        on names.given is not distinct from source.department
        and source.day between names.from_on and names.to_on
    left join calendar as completed
        on completed.kind = 'china' and completed.day = source.completed_on
    left join calendar as deadlines
        on deadlines.kind = 'china'
        and deadlines.is_workday
        and deadlines.workday_no = completed.workday_no + days_to_push()
    where in_period(scope, source.day)
),

known as (
    select
        * exclude (returned_reason) replace (
            case when pushed_on <= scope['as_of'] then pushed_on end as pushed_on,
            case when acknowledged_on <= scope['as_of'] then acknowledged_on end as acknowledged_on,
            case when first_checked_on <= scope['as_of'] then first_checked_on end as first_checked_on,
            case when fed_back_on <= scope['as_of'] then fed_back_on end as fed_back_on,
            case when fed_back_on <= scope['as_of'] then feedback end as feedback
        ),
        case when pushed_on <= scope['as_of'] then returned_reason end as returned_reason
    from named
),

judged as (
    select
        *,
        pushed_on is not null as is_pushed,
        pushed_on is null and coalesce(push_by < scope['as_of'], false) as is_overdue,
        fed_back_on is not null as is_fed_back,
        acknowledged_on is not null or fed_back_on is not null as is_acknowledged
    from known
)

select
    dimensions(scope, department, domain, batch, null, null, item_code, item_name, day) as dims,
    judged.*,
    is_pushed and not is_acknowledged and returned_reason is null as is_unanswered
from judged
where in_scope(scope, department, domain, batch);

-- Hand-offs nobody has answered by the end of the as-of date, with the working days they have waited.
create or replace macro handoffs_waiting(scope) as table
select handoffs.*, until_days.workday_no - pushed_days.workday_no as days_waited
from handoffs_in(scope) as handoffs
inner join calendar as pushed_days
    on pushed_days.kind = 'china' and pushed_days.day = handoffs.pushed_on
inner join calendar as until_days
    on until_days.kind = 'china' and until_days.day = scope['as_of']
where handoffs.is_unanswered;

-- Items with cases completed after their transfer in the reader's period, and whether any of their cases was
-- ever handed off by the as-of date. department: the original one, which is to supervise.
create or replace macro items_to_hand_off(scope) as table
with done as (
    select subject_id, cast(sum(completed) as bigint) as cases
    from completed(scope)
    where side = 'after'
    group by subject_id
    having sum(completed) > 0
),

handed as (
    select item_code, count(*) as handoffs
    from handoff_rows
    where pushed_on <= scope['as_of']
    group by item_code
)

select
    dimensions(
        scope, items.department, items.domain, items.batch, null, null,
        items.item_code, items.item_name, cast(null as date)
    ) as dims,
    items.item_code,
    items.item_name,
    items.department,
    items.supervising_department,
    items.transferred_on,
    done.cases,
    handed.handoffs is not null as is_handed
from done
inner join subjects on subjects.subject_id = done.subject_id
inner join items on items.item_code = subjects.item_code
left join handed on handed.item_code = items.item_code;

-- Random inspection tasks as they stood at the end of the as-of date, by the day they are due (planned) or
-- the day they ended (checked). Counts carry no day: they are as the ledger last says.
create or replace macro inspections_in(scope, dated_by) as table
with named as (
    select
        source.*,
        case dated_by when 'planned' then source.planned_on else source.checked_on end as day,
        deadlines.day as publish_by
    from named_inspections as source
    left join calendar as checked
        on checked.kind = 'china' and checked.day = source.checked_on
    left join calendar as deadlines
        on deadlines.kind = 'china'
        and deadlines.is_workday
        and deadlines.workday_no = checked.workday_no + days_to_publish_checks()
),

known as (
    select * replace (
        case when checked_on <= scope['as_of'] then checked_on end as checked_on,
        case when published_on <= scope['as_of'] then published_on end as published_on
    )
    from named
    where in_period(scope, day)
)

select
    dimensions(scope, department, null, null, null, null, null, null, day) as dims,
    known.*,
    checked_on is not null as is_done,
    checked_on is null and planned_on < scope['as_of'] as is_overdue,
    published_on is not null as is_published,
    checked_on is not null and published_on is null and publish_by < scope['as_of'] as is_publication_overdue
from known
where in_scope(scope, department, null, null);

-- The same tasks with the file and row they were told in; day is what they are dated by.
create or replace macro inspection_rows(scope, dated_by) as table
select
    counted.task_no,
    counted.department,
    counted.is_joint,
    counted.joint_departments,
    counted.pool,
    counted.drawn,
    counted.inspectors,
    counted.planned_on,
    counted.checked_on,
    counted.publish_by as due_on,
    counted.published_on,
    counted.checked,
    counted.problems,
    counted.closed,
    counted.is_overdue or counted.is_publication_overdue as is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row,
    counted.day
from inspections_in(scope, dated_by) as counted
inner join imports on imports.import_id = counted.import_id;

-- Decisions taken in the reader's period, as they stood at the end of the as-of date.
create or replace macro disclosures_in(scope) as table
with named as (
    select
        source.* exclude (department),
        items.item_name,
        items.domain,
        items.batch,
        coalesce(source.department, items.department) as department,
        deadlines.day as publish_by
    from named_disclosures as source
    left join items on items.item_code = source.item_code
    inner join calendar as decided
        on decided.kind = 'china' and decided.day = source.decided_on
    left join calendar as deadlines
        on deadlines.kind = 'china'
        and deadlines.is_workday
        and deadlines.workday_no = decided.workday_no + days_to_publish_decisions()
    where in_period(scope, source.decided_on)
),

known as (
    select * replace (case when published_on <= scope['as_of'] then published_on end as published_on)
    from named
)

select
    dimensions(scope, department, domain, batch, null, null, item_code, item_name, decided_on) as dims,
    known.*,
    published_on is not null as is_published,
    published_on is null and coalesce(publish_by < scope['as_of'], false) as is_overdue
from known
where in_scope(scope, department, domain, batch);
