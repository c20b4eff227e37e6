-- code: M02
-- name: 议定事项超期数 | Decisions overdue
-- unit: 项 | decisions
-- better: lower
-- by: department, month, week
-- uses: decisions
-- needs: decisions.done_on|decisions.status
-- rows: rows_decisions
-- means: 完成时限早于截至日而尚未办结的议定事项；分母为有完成时限的未办结事项 | Open decisions whose day lies before the as-of date; of the open ones that have a day
-- over_nothing: decisions
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_overdue) as numerator,
    count(due_on) filter (where is_open) as denominator,
    count(*) filter (where is_open) as n,
    -- where decisions are open but none has a day, nobody can tell
    case when denominator > 0 or n = 0 then numerator end as value,
    n - denominator as left_out
from decisions_at($scope)
group by dims
