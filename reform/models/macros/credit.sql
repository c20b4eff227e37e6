-- Commitments, targeted supervision, credit.

-- Commitments made in the reader's period, as they stood at the end of the as-of date. A finding without a day
-- of its own is known. department: the one that owes the check.
create or replace macro commitments_in(scope) as table
with named as (
    select
        source.* exclude (department),
        items.item_name,
        items.domain,
        items.batch,
        coalesce(source.department, items.supervising_department, items.department) as department
    from named_commitments as source
    left join items on items.item_code = source.item_code
    where in_period(scope, source.committed_on)
),

known as (
    select * replace (
        case when checked_on <= scope['as_of'] then checked_on end as checked_on,
        case when coalesce(checked_on <= scope['as_of'], true) then is_broken end as is_broken,
        case when handled_on <= scope['as_of'] then handled_on end as handled_on
    )
    from named
),

judged as (
    select *, checked_on is not null or is_broken is not null as is_checked
    from known
)

select
    dimensions(scope, department, domain, batch, null, null, item_code, item_name, committed_on) as dims,
    judged.*,
    not is_checked and coalesce(check_due_on < scope['as_of'], false) as is_overdue,
    coalesce(is_broken, false) and handled_on is null as is_unhandled
from judged
where in_scope(scope, department, domain, batch);

-- Warnings of the reader's period, as they stood at the end of the as-of date.
create or replace macro risk_hits_in(scope) as table
with known as (
    select
        source.* replace (
            case when verified_on <= scope['as_of'] then verified_on end as verified_on,
            case when coalesce(verified_on <= scope['as_of'], true) then proved_right end as proved_right,
            case when handled_on <= scope['as_of'] then handled_on end as handled_on
        )
    from named_risk_hits as source
    where in_period(scope, source.found_on)
)

select
    dimensions(scope, department, null, null, null, null, null, null, found_on) as dims,
    known.*,
    verified_on is null and proved_right is null as is_unverified,
    coalesce(proved_right, false) and handled_on is null as is_unhandled
from known
where in_scope(scope, department, null, null);

-- What each department's latest count of a field said on a day (within the reader's period): one row a grade.
-- Departments do not count on the same days; each stands as it last counted.
create or replace macro credit_grades_on(scope, last_day_asked) as table
with latest as (
    select department, field, max(counted_on) as counted_on
    from named_credit_grades
    where counted_on between coalesce(scope['from_on'], date '1990-01-01') and last_day_asked
    group by department, field
)

select
    dimensions(scope, source.department, null, null, null, null, null, null, source.counted_on) as dims,
    source.*
from named_credit_grades as source
inner join latest
    on latest.department is not distinct from source.department
    and latest.field is not distinct from source.field
    and latest.counted_on = source.counted_on
where in_scope(scope, source.department, null, null);

-- Incentives, penalties and repairs counted in the reader's period.
create or replace macro credit_measures_in(scope) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, source.counted_on) as dims,
    source.*
from named_credit_measures as source
where
    in_period(scope, source.counted_on)
    and in_scope(scope, source.department, null, null);
