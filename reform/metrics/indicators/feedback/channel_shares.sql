-- code: S10
-- name: 评价渠道分布 | Ratings by channel
-- unit: %
-- better: neither
-- by: department, domain, batch
-- channels: ratings
-- uses: ratings
-- needs: ratings.channel
-- rows: rows_ratings
-- means: 各渠道的有效评价 ÷ 全部有效评价 | Valid ratings of a channel ÷ all valid ratings
-- source: GB/T 39046-2020 表9；县级口径 | GB/T 39046-2020 table 9; the county's own definition
with by_channel as (
    select dims, channel, count(*) as ratings
    from ratings_in($scope)
    where valid
    group by dims, channel
)

select
    dims,
    channel,
    ratings as numerator,
    sum(ratings) over (partition by dims) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    ratings as n
from by_channel
order by dims, channel
