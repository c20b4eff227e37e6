-- code: P01
-- name: 宣传场次 | Outreach
-- unit: 次 | times
-- better: neither
-- by: department, month
-- uses: outreach
-- rows: rows_outreach
-- means: 期内宣传的次数；触达人数只合计有统计的，没有统计的不当作 0 | Times the reform was made known in the period; the reach sums what was counted, what was not is never 0
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) as numerator,
    count(*) as denominator,
    count(*) as value,
    count(*) as n,
    sum(reach) as reach,
    count(reach) as reach_known
from told_in($scope)
group by dims
