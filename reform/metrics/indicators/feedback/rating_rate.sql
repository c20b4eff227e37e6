-- code: S01
-- name: 评价率 | Share of cases rated
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month
-- uses: ratings, cases
-- needs: ratings.level, ratings.case_no
-- rows: rows_cases
-- means: 有有效评价的办结件 ÷ 办结件；系统默认评价不算 | Completed cases with a valid rating ÷ completed cases; ratings given by default do not count
-- source: 县级口径 | the county's own definition
with rated as (
    select dims, count(distinct case_no) as cases
    from rated_cases($scope)
    group by dims
),

done as (
    select dims, sum(completed) as cases
    from completed($scope)
    group by dims
)

select
    done.dims,
    coalesce(rated.cases, 0) as numerator,
    done.cases as denominator,
    -- without any rating loaded the rate is unknown, not 0
    case when exists (select 1 from ratings) then 100.0 * numerator / nullif(denominator, 0) end as value,
    done.cases as n
from done
left join rated on rated.dims is not distinct from done.dims
