-- name: 各部门培训 | Training by department
-- uses: trainings, exams, assessments
-- means: 期内每个部门的培训人次、参训人数、学时和考试；有考试或考核而没有培训的部门也列出，在前 | Attendances, staff trained, hours and exams of each department in the period; departments with exams or assessments but no training are listed too, and first
with trained as (
    select
        department,
        sum(attended) as attended,
        count(distinct staff_code) as people,
        sum(attended * hours) as hours
    from trained_in($scope)
    group by department
),

examined as (
    select
        department,
        count(*) filter (where outcome = 'passed') as passed,
        count(*) filter (where outcome in ('passed', 'failed')) as sat
    from examined_in($scope)
    group by department
),

assessed as (
    select department, sum(people) as assessed
    from assessed_last($scope)
    group by department
),

known as (
    select department from trained
    union
    select department from examined
    union
    select department from assessed
)

select
    known.department,
    coalesce(trained.attended, 0) as attended,
    coalesce(trained.people, 0) as people,
    trained.hours,
    examined.passed,
    examined.sat,
    100.0 * examined.passed / nullif(examined.sat, 0) as pass_rate,
    assessed.assessed
from known
left join trained on trained.department is not distinct from known.department
left join examined on examined.department is not distinct from known.department
left join assessed on assessed.department is not distinct from known.department
where known.department is not null
order by coalesce(trained.attended, 0), known.department
