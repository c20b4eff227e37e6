-- code: T09
-- name: 争议超期数 | Disputes overdue
-- unit: 件 | disputes
-- better: lower
-- by: department, domain, batch, item, month, week
-- uses: disputes, items
-- needs: disputes.settled_on
-- rows: rows_disputes
-- means: 承诺办结日期早于截至日而尚未办结的争议；分母为有承诺办结日期的未办结争议 | Open disputes whose promised day lies before the as-of date; of the open ones that have such a day
-- over_nothing: disputes
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_overdue) as numerator,
    count(due_on) filter (where not is_settled) as denominator,
    count(*) filter (where not is_settled) as n,
    -- where disputes are open but none has a day, nobody can tell
    case when denominator > 0 or n = 0 then numerator end as value,
    n - denominator as left_out
from disputes_at($scope)
group by dims
