-- list: assessment_grades
-- name: 考核等次分布 | Grades of the latest assessment
-- uses: assessments
-- belongs_to: everybody
-- means: 期内最近一期考核各等次的人数 | How many people got which grade in the latest assessment of the period
select assessed_on, grade, sum(people) as people
from assessed_last($scope)
group by assessed_on, grade
having sum(people) > 0
order by
    case grade
        when 'excellent' then 1 when 'good' then 2 when 'competent' then 3 when 'barely' then 4 else 5
    end;

-- list: exam_results
-- name: 各场考试 | Exams one by one
-- uses: exams
-- belongs_to: everybody
-- means: 期内每场考试的合格、不合格与缺考人次和合格率，最近的在前 | Passed, failed and absent of each exam of the period and its pass rate, latest first
select
    exam_no,
    min(held_on) as held_on,
    min(topic) as topic,
    count(*) filter (where outcome = 'passed') as passed,
    count(*) filter (where outcome in ('passed', 'failed')) as sat,
    count(*) filter (where outcome = 'absent') as absent,
    100.0 * passed / nullif(sat, 0) as pass_rate
from examined_in($scope)
group by exam_no
order by held_on desc, exam_no;

-- list: training_by_department
-- name: 各部门培训 | Training by department
-- uses: trainings, exams, assessments
-- belongs_to: filter
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
order by coalesce(trained.attended, 0), known.department;

-- list: untrained_items
-- name: 上线前未培训的事项 | Items that went live untrained
-- uses: stages, items, trainings
-- belongs_to: filter
-- means: 期内进入正式运行、上线前 30 日内没有培训的事项；上线后补训的写明日期，没有补训的在前 | Items that went live in the period without a training in the 30 days before; a training made up for later is dated, those without any come first
select item_code, item_name, department, batch, live_on, trained_later, trained_later - live_on as days_late
from gone_live($scope)
where not was_trained
order by trained_later is not null, live_on desc, item_code;
