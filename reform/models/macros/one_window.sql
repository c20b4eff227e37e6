-- Behind the one window: where cases spend their time, how often applicants are asked to correct, complaints.

-- Steps that ended in the reader's period, with the working days they took and the case they belong to.
create or replace macro steps_in(scope) as table
with ended as (
    select *, cast(started_at as date) as started_on, cast(ended_at as date) as ended_on
    from raw.steps
    where
        in_period(scope, cast(ended_at as date))
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, cases.channel,
        side_then(scope, cases.side, subjects.transferred_on), subjects.item_code, subjects.item_name,
        ended.ended_on
    ) as dims,
    ended.case_no,
    ended.step,
    ended.action,
    ended.started_on,
    ended.ended_on,
    ended.import_id,
    ended.source_row,
    last_days.workday_no - first_days.workday_no as working_days
from ended
inner join calendar as first_days
    on first_days.kind = 'china' and first_days.day = ended.started_on
inner join calendar as last_days
    on last_days.kind = 'china' and last_days.day = ended.ended_on
left join cases on cases.case_no = ended.case_no
left join subjects on subjects.subject_id = cases.subject_id
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], cases.channel);

-- Cases whose first notice to correct was given in the reader's period: how often they were asked by its end,
-- whether all was said at once, and how many working days after the application the first notice came.
create or replace macro corrected_cases(scope) as table
with noticed as (
    select
        case_no,
        min(noticed_on) as first_on,
        count(*) as notices,
        bool_and(all_at_once) as all_at_once
    from raw.notices
    where noticed_on <= scope['to_on']
    group by case_no
    having min(noticed_on) >= coalesce(scope['from_on'], date '1990-01-01')
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, cases.channel,
        side_then(scope, cases.side, subjects.transferred_on), subjects.item_code, subjects.item_name,
        noticed.first_on
    ) as dims,
    noticed.case_no,
    subjects.item_name,
    subjects.item_code,
    subjects.department,
    noticed.first_on,
    noticed.notices,
    noticed.all_at_once,
    cast(source.applied_at as date) as applied_on,
    noticed_days.workday_no - applied_days.workday_no as days_to_notice
from noticed
left join raw.cases as source on source.case_no = noticed.case_no
left join cases on cases.case_no = noticed.case_no
left join subjects on subjects.subject_id = cases.subject_id
left join calendar as noticed_days
    on noticed_days.kind = 'china' and noticed_days.day = noticed.first_on
left join calendar as applied_days
    on applied_days.kind = 'china' and applied_days.day = cast(source.applied_at as date)
where
    in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], cases.channel);

-- Complaints received in the reader's period, as they stood at the end of the as-of date. Without a date of its
-- own a complaint is to be answered within 15 working days (县级口径). Whether it was upheld is known with the answer.
create or replace macro complaints_in(scope) as table
with named as (
    select
        source.*,
        items.item_name,
        items.domain,
        items.batch,
        coalesce(source.department, items.department) as complained_of,
        coalesce(source.due_on, deadlines.day) as answer_by
    from named_complaints as source
    left join items on items.item_code = source.item_code
    inner join calendar as received
        on received.kind = 'china' and received.day = source.received_on
    left join calendar as deadlines
        on deadlines.kind = 'china'
        and deadlines.is_workday
        and deadlines.workday_no = received.workday_no + 15
    where in_period(scope, source.received_on)
),

known as (
    select * replace (
        case when answered_on <= scope['as_of'] then answered_on end as answered_on,
        case when coalesce(answered_on <= scope['as_of'], true) then upheld end as upheld
    )
    from named
)

select
    dimensions(scope, complained_of, domain, batch, null, null, item_code, item_name, received_on) as dims,
    known.*,
    answered_on is not null as is_answered,
    coalesce(answer_by < scope['as_of'], false) as is_past_due
from known
where in_scope(scope, complained_of, domain, batch);
