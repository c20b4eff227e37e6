-- name: 各领域信用等级 | Credit grades by field
-- uses: credit_grades
-- means: 各部门各领域最近一次统计：应评、已评、C 级与 D 级的主体数，及与上一次统计相比 | Each department's field at its latest count: subjects to be graded, graded, of grade C or D, and how many there were at the count before
with counts as (
    select
        department,
        field,
        counted_on,
        sum(subjects) as graded,
        max(total) as total,
        coalesce(sum(subjects) filter (where grade in ('C', 'D')), 0) as low
    from credit_grade_rows
    where
        counted_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, department, null, null)
    group by department, field, counted_on
),

compared as (
    select
        *,
        lag(low) over (partition by department, field order by counted_on) as low_before,
        lag(graded) over (partition by department, field order by counted_on) as graded_before
    from counts
    qualify row_number() over (partition by department, field order by counted_on desc) = 1
)

select
    department,
    field,
    counted_on,
    total,
    graded,
    100.0 * graded / nullif(total, 0) as coverage,
    low,
    100.0 * low / nullif(graded, 0) as low_share,
    100.0 * low_before / nullif(graded_before, 0) as low_share_before
from compared
order by low_share desc nulls last, department, field
