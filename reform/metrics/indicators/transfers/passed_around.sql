-- code: T13
-- name: 推诿扯皮认定数 | Found to be passed around
-- unit: 件 | disputes
-- better: lower
-- by: department, domain, batch, item, month, week
-- uses: disputes, items
-- rows: rows_disputes
-- means: 截至日已提出的争议中认定为推诿扯皮的；分母为已有认定（是或否）的争议 | Disputes raised by the as-of date that were found to pass responsibility around, of those with a finding (yes or no)
-- past: 认定没有日期，过去的截至日也计入今天已有的认定 | A finding has no day: one made later counts at an as-of date in the past, too
-- over_nothing: disputes
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where passed_around) as numerator,
    count(passed_around) as denominator,
    -- where no dispute has a finding, nobody can tell
    case when denominator > 0 then numerator end as value,
    count(*) as n
from disputes_at($scope)
group by dims
