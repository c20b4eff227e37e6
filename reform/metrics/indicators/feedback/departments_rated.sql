-- code: S11
-- name: 评价部门覆盖率 | Departments rated
-- unit: %
-- better: higher
-- by: domain, batch, month
-- filters: department
-- uses: ratings, cases
-- needs: ratings.level
-- rows: rows_ratings
-- means: 期内有有效评价的部门 ÷ 期内有办结件的部门；没有办件的部门不计 | Departments with a valid rating in the period ÷ departments with cases completed in it; those without cases are left out
-- source: 国办发〔2019〕51号；县级口径 | State Council Office notice 2019 no. 51; the county's own definition
with active as (
    select done.dims, subjects.department
    from completed($scope) as done
    inner join subjects on subjects.subject_id = done.subject_id
    where subjects.department is not null
    group by done.dims, subjects.department
),

rated as (
    select dims, department
    from ratings_in($scope)
    where valid
    group by dims, department
)

select
    active.dims,
    count(rated.department) as numerator,
    count(*) as denominator,
    -- without any rating loaded the rate is unknown, not 0
    case when exists (select 1 from ratings) then 100.0 * numerator / nullif(denominator, 0) end as value,
    count(*) as n
from active
left join rated on rated.dims is not distinct from active.dims and rated.department = active.department
group by active.dims
