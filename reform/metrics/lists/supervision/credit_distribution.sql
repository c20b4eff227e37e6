-- name: 信用等级分布 | Distribution of credit grades
-- uses: credit_grades
-- means: 每个统计日各信用等级的主体数；各部门各领域取到那一天为止的最近一次统计 | Subjects of each credit grade on every day of a count; each department and field as it last counted by then
with days as (
    select distinct counted_on as day
    from credit_grade_rows
    where
        counted_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, department, null, null)
),

dated as (
    select days.day, grades.department, grades.field, max(grades.counted_on) as counted_on
    from days
    inner join credit_grade_rows as grades
        on grades.counted_on between coalesce($scope['from_on'], date '1990-01-01') and days.day
    where in_scope($scope, grades.department, null, null)
    group by days.day, grades.department, grades.field
)

select
    dated.day as counted_on,
    grades.grade,
    sum(grades.subjects) as subjects,
    100.0 * sum(grades.subjects) / nullif(sum(sum(grades.subjects)) over (partition by dated.day), 0) as share
from dated
inner join credit_grade_rows as grades
    on grades.department is not distinct from dated.department
    and grades.field is not distinct from dated.field
    and grades.counted_on = dated.counted_on
group by dated.day, grades.grade
order by dated.day, list_position(['A', 'B', 'M', 'C', 'D'], grades.grade)
