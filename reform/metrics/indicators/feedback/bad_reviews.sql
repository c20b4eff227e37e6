-- code: S05
-- name: 每万件差评数 | Bad reviews per 10,000 cases
-- unit: 条/万件 | per 10,000 cases
-- better: lower
-- by: department, domain, batch, item, month
-- uses: ratings, cases
-- rows: rows_ratings
-- means: 10000 × 不满意与非常不满意的评价数 ÷ 同期办结件；核实不成立的也计入 | 10,000 × ratings of dissatisfied and very dissatisfied ÷ cases completed in the same period; those found unfounded still count
-- source: 国办发〔2019〕51号；县级口径 | State Council Office notice 2019 no. 51; the county's own definition
with reviews as (
    select dims, count(*) filter (where bad) as bad, count(*) filter (where valid) as valid
    from ratings_in($scope)
    group by dims
),

done as (
    select dims, sum(completed) as cases
    from completed($scope)
    group by dims
)

select
    coalesce(done.dims, reviews.dims) as dims,
    coalesce(reviews.bad, 0) as numerator,
    coalesce(done.cases, 0) as denominator,
    coalesce(reviews.valid, 0) as n,
    -- without any valid rating the figure is unknown, not 0
    case when n > 0 then 10000.0 * numerator / nullif(denominator, 0) end as value
from done
full join reviews on reviews.dims is not distinct from done.dims
