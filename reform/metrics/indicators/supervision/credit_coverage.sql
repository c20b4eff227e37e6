-- code: R09
-- name: 信用评级覆盖率 | Subjects graded
-- unit: %
-- better: higher
-- by: department
-- uses: credit_grades
-- rows: rows_credit_grades
-- means: 有信用等级的主体 ÷ 应评主体总数，期内各部门各领域最近一次统计；没有总数的不计 | Subjects with a credit grade ÷ subjects to be graded, at the latest count in the period of each department and field; without a total left out
-- source: 信用监管；县级口径 | credit supervision; the county's own definition
with counted as (
    select
        dims,
        department,
        field,
        sum(subjects) as graded,
        max(total) as total,
        max(counted_on) as counted_on
    from credit_grades_on($scope, $scope['to_on'])
    group by dims, department, field
)

select
    dims,
    coalesce(sum(graded) filter (where total is not null), 0) as numerator,
    coalesce(sum(total), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(total) as n,
    count(*) - count(total) as left_out
from counted
group by dims
