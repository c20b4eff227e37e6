-- code: S02
-- name: 主动评价率 | Ratings given by people
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- needs: ratings.level, ratings.is_default
-- rows: rows_ratings
-- means: 有效评价 ÷（有效评价 + 系统默认评价）；以评价为分母，不是以办件为分母（后者见 S01） | Valid ratings ÷ (valid ratings + those given by the system); over ratings, not over cases (that is S01)
-- source: 国办发〔2019〕51号；县级口径 | State Council Office notice 2019 no. 51; the county's own definition
select
    dims,
    count(*) filter (where valid) as numerator,
    count(*) filter (where valid or is_default) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n
from ratings_in($scope)
group by dims
