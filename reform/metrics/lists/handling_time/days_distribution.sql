-- name: 用时分布 | Distribution of days used
-- by: channel
-- uses: cases, pauses
-- calendars: calendars_in_period.completed
-- means: 办结件按实际用时（工作日）的件数 | Completed cases by working days used
select
    working_days,
    sum(completed) as cases
from completed($scope)
group by working_days
order by working_days
