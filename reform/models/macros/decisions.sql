-- Decisions of the leading group's meetings as they stood at the end of the as-of date, under the owner's name
-- on the day of the meeting. A day of completion counts from that day on, and what is said of the completion is known
-- with it; a status without one has no day.
-- meetings_since: how often the leading group has met again.
create or replace macro decisions_at(scope) as table
with meetings as (
    select distinct met_on
    from raw.decisions
    where met_on <= scope['as_of']
),

named as (
    select source.*, source.owner as owing
    from named_decisions as source
    where source.met_on <= scope['as_of']
),

known as (
    select * replace (
        case when done_on <= scope['as_of'] then done_on end as done_on,
        case when coalesce(done_on <= scope['as_of'], true) then status end as status,
        case when coalesce(done_on <= scope['as_of'], true) then evidence end as evidence
    )
    from named
),

judged as (
    select
        known.*,
        coalesce(known.done_on is not null or known.status = 'done', false) as is_done,
        (select count(*) from meetings where meetings.met_on > known.met_on) as meetings_since
    from known
)

select
    dimensions(scope, owing, null, null, null, null, null, null, met_on) as dims,
    judged.*,
    coalesce(status = 'dropped', false) and not is_done as is_dropped,
    not is_done and not is_dropped as is_open,
    is_open and coalesce(due_on < scope['as_of'], false) as is_overdue
from judged
where in_scope(scope, owing, null, null);
