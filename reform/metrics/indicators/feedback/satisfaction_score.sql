-- code: S09
-- name: 满意度得分 | Satisfaction score
-- unit: 分 | points
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- rows: rows_ratings
-- means: 有效评价按等级计分（非常满意 100、满意 80、基本满意 60、不满意 40、非常不满意 20）的平均；权重为县级口径，没有国家公式 | Mean points of the valid ratings (very satisfied 100, satisfied 80, fairly satisfied 60, dissatisfied 40, very dissatisfied 20); the weights are the county's own, there is no national formula
-- source: 县级口径 | the county's own definition
select
    dims,
    coalesce(sum(120 - 20 * level) filter (where valid), 0) as numerator,
    count(*) filter (where valid) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    denominator as n
from ratings_in($scope)
group by dims
