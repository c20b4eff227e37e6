-- code: V03
-- name: 平均等候 | Mean waiting
-- unit: 分钟 | minutes
-- better: lower
-- by: month, week
-- uses: hall
-- rows: rows_hall
-- means: Σ（接待人次 × 平均等候分钟）÷ Σ接待人次，等候有记录的日子或时段；按人次加权 | Σ (visits × mean minutes waited) ÷ Σ visits, over days or hours that tell the waiting; weighed by visits
-- source: 县级口径（大厅日志） | the county's own definition (hall log)
select
    dims,
    sum(waited_minutes) as numerator,
    sum(waited_visits) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    sum(visits) - denominator as left_out
from hall_days($scope)
group by dims
