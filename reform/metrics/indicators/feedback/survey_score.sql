-- code: S12
-- name: 问卷满意度 | Survey score
-- unit: 分 | points
-- better: higher
-- by: department, month
-- uses: surveys
-- rows: rows_surveys
-- means: 期内每份答卷各题得分的平均，再对答卷平均，并给出 95% 置信区间（t 分布）；等级按 100、80、60、40、20 计分；不足 10 份不显示，不足 30 份仅供参考 | Mean over the responses of the period of the mean points of their answers, with its 95 % interval (Student's t); levels count as 100, 80, 60, 40, 20; not given below 10 responses, for orientation only below 30
-- source: GB/T 39045-2020；县级口径 | GB/T 39045-2020; the county's own definition
with responses as (
    select dims, survey_no, response_no, avg(points) as points
    from answers_in($scope)
    group by dims, survey_no, response_no
),

summed as (
    select dims, count(*) as n, sum(points) as points, avg(points) as mean, stddev_samp(points) as deviation
    from responses
    group by dims
)

select
    dims,
    case when n >= few_answers() then points end as numerator,
    n as denominator,
    case when n >= few_answers() then mean end as value,
    n as n,
    case when n >= few_answers() then greatest(0, mean - half_interval(deviation, n)) end as lower,
    case when n >= few_answers() then least(100, mean + half_interval(deviation, n)) end as upper
from summed
