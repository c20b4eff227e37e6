-- code: S03
-- name: 好评率 | Satisfied
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- rows: rows_ratings
-- means: 非常满意、满意、基本满意 ÷ 有效评价；系统默认评价不算，单独列出 | Very satisfied, satisfied and fairly satisfied ÷ valid ratings; ratings given by default are left out and shown apart
-- source: GB/T 39046-2020 附录 A.8；县级口径 | GB/T 39046-2020 annex A.8; the county's own definition
select
    dims,
    count(*) filter (where valid and level <= 3) as numerator,
    count(*) filter (where valid) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where valid) as n,
    count(*) filter (where is_default) as by_default
from ratings_in($scope)
group by dims
