-- name: 各渠道评价 | Ratings by channel
-- by: channel
-- channels: ratings
-- uses: ratings
-- means: 各渠道的有效评价、差评与每万条评价的差评数 | Valid ratings, bad ones and bad ones per 10,000 ratings by channel
select
    channel,
    count(*) filter (where valid) as ratings,
    count(*) filter (where bad) as bad,
    10000.0 * (count(*) filter (where bad)) / nullif(ratings, 0) as bad_per_10000
from ratings_in($scope)
group by channel
order by bad_per_10000 desc nulls last, ratings desc
