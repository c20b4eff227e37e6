-- code: S04
-- name: 非常满意占比 | Very satisfied
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- rows: rows_ratings
-- means: 非常满意 ÷ 有效评价 | Very satisfied ÷ valid ratings
-- source: GB/T 39046-2020 附录 A.8；县级口径 | GB/T 39046-2020 annex A.8; the county's own definition
select
    dims,
    count(*) filter (where valid and level = 1) as numerator,
    count(*) filter (where valid) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where valid) as n
from ratings_in($scope)
group by dims
