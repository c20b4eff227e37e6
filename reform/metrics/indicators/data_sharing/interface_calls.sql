-- code: G03
-- name: 数据共享调用量 | Calls of shared data
-- unit: 次/月 | calls a month
-- better: higher
-- by: department, month
-- uses: interface_calls, interfaces
-- rows: rows_interface_calls
-- means: 期内各月调用次数之和 ÷ 有记录的月数 | Calls of all months in the period ÷ months recorded
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(calls) as numerator,
    count(distinct month) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n
from interface_calls_in($scope)
group by dims
