-- name: 一个事项用时的日历 | Calendars of one item's days used
-- uses: cases
-- means: 一个事项办结件按用时的日历的件数 | One item's completed cases by the calendar of their days used
select dated_cases.calendar_kind, count(*) as completed
from dated_cases
inner join subjects on subjects.subject_id = dated_cases.subject_id
where
    dated_cases.completed_on <= $scope['known_to']
    and list_contains($scope['items'], subjects.item_code)
    and not subjects.unmatched
    and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
    and chosen($scope['channels'], dated_cases.channel)
group by dated_cases.calendar_kind
order by dated_cases.calendar_kind
