-- code: D13
-- name: 在办超期件数 | Open cases overdue
-- unit: 件 | cases
-- better: lower
-- by: department, domain, batch, channel, item
-- uses: cases, items, pauses
-- needs: cases.completed_at
-- rows: rows_open_cases
-- means: 截至日在办且已过应办结日的办件；延长只计截至日已批准的；另列 2 日内到期的（临期）；日数按各办件所用的日历计（工作日或自然日） | Cases open at the as-of date that are past their deadline, with extensions granted by then; those due within 2 days are shown beside; days are counted on each case's own calendar (working or natural days)
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- over_nothing: cases
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where days_left < 0) as numerator,
    count(days_left) as denominator,
    -- where cases are open but none has a deadline, nobody can tell
    case when denominator > 0 then numerator end as value,
    count(*) as n,
    count(*) filter (where days_left between 0 and 2) as near_due,
    count(*) - count(days_left) as left_out
from open_cases($scope)
group by dims
