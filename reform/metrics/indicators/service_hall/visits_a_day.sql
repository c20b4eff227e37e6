-- code: V01
-- name: 日均接待人次 | Visits a day
-- unit: 人次 | visits
-- better: neither
-- by: month, week
-- uses: hall
-- rows: rows_hall
-- means: 大厅接待人次 ÷ 有记录的天数；一天既有全天又有分时段的，以全天为准 | Visits to the hall ÷ days on record; where a day has a row of its own and hours, its own row counts
-- source: 县级口径（大厅日志） | the county's own definition (hall log)
select
    dims,
    sum(visits) as numerator,
    count(*) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n
from hall_days($scope)
group by dims
