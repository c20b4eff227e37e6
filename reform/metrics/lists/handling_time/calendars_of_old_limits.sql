-- name: 旧时限办件的日历 | Calendars of cases under an old limit
-- by: department, domain, batch, channel, side, item, month, week
-- uses: item_versions, cases
-- means: 受理时适用另一法定时限的办件按用时的日历的件数 | Cases accepted under another statutory limit by the calendar of their days
select dims, calendar_kind, count(*) as completed
from cases_under_old_limits($scope)
group by dims, calendar_kind
