-- name: 划转前后用时的日历 | Calendars of the days before and after the transfer
-- by: department, domain, batch, channel, item, month, week
-- uses: cases, stages
-- means: 期内划转后办结件及同一事项划转前办结件按用时的日历的件数；划转前后各有至少 5 件办结的事项 | Cases completed after the transfer in the period, and the same items' before it, by the calendar of their days used; items with at least 5 on each side
with compared as (
    select distinct dims, subject_id
    from after_transfer($scope)
),

after as (
    select done.dims, done.calendar_kind
    from calendars_in($scope) as done
    inner join compared on compared.dims = done.dims and compared.subject_id = done.subject_id
    where done.side = 'after'
),

before as (
    select compared.dims, dated_cases.calendar_kind
    from dated_cases
    inner join compared on compared.subject_id = dated_cases.subject_id
    where dated_cases.side = 'before' and dated_cases.completed_on <= $scope['known_to']
)

select dims, calendar_kind, count(*) as completed
from (
    select dims, calendar_kind
    from after
    union all
    select dims, calendar_kind
    from before
)
group by dims, calendar_kind
