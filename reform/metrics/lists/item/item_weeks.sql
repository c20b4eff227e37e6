-- name: 一个事项每周的办件 | One item's cases by week
-- unit: 工作日 | working days
-- uses: cases
-- calendars: calendars_of_item.completed
-- means: 每周办结的件数、平均用时与按时件数 | Cases completed a week, their mean time and how many were on time
select
    cast(date_trunc('week', parts.segment) as date) as week,
    sum(parts.completed) as n,
    sum(parts.working_days * parts.completed) / sum(parts.completed) as mean,
    sum(parts.on_time) as on_time,
    sum(parts.due_known) as due_known
from counted_between(date '1990-01-01', $scope['known_to']) as parts
inner join subjects on subjects.subject_id = parts.subject_id
where
    list_contains($scope['items'], subjects.item_code)
    and not subjects.unmatched
    and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
    and chosen($scope['channels'], parts.channel)
group by 1
order by 1
