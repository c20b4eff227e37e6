-- Data shared between departments: what was promised and opened, how it is used, which papers it saves.
create or replace macro interfaces_at(scope) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, source.promised_on) as dims,
    source.interface_no,
    source.name,
    source.kind,
    source.department,
    source.promised_on,
    case when source.opened_on <= scope['as_of'] then source.opened_on end as opened_on,
    coalesce(source.opened_on <= scope['as_of'], false) as is_open,
    coalesce(source.promised_on < scope['as_of'], false)
    and not coalesce(source.opened_on <= scope['as_of'], false) as is_overdue,
    source.import_id,
    source.source_row
from named_interfaces as source
where in_scope(scope, source.department, null, null);

-- Whole months that lie in the reader's period.
create or replace macro interface_calls_in(scope) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, calls.month) as dims,
    calls.interface_no,
    calls.month,
    calls.calls
from raw.interface_calls as calls
left join named_interfaces as source on source.interface_no = calls.interface_no
where
    calls.month >= coalesce(scope['from_on'], date '1990-01-01')
    and last_day(calls.month) <= scope['to_on']
    and in_scope(scope, source.department, null, null);

-- The items of the base with the papers an open interface brings instead of the applicant.
create or replace macro items_sharing(scope) as table
with saved as (
    select papers.item_code, count(distinct papers.paper) as papers
    from raw.interface_items as papers
    inner join raw.interfaces as source on source.interface_no = papers.interface_no
    where source.opened_on <= scope['as_of']
    group by papers.item_code
)

select status.*, coalesce(saved.papers, 0) as papers
from items_at(scope) as status
left join saved on saved.item_code = status.item_code
where status.counted;
