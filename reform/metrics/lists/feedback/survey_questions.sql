-- name: 各题得分 | Survey questions
-- uses: surveys
-- means: 期内每题得分的平均与 95% 置信区间（t 分布），最低的在前；不足 10 个回答的不给出得分，不足 30 个的仅供参考 | Mean points of each question in the period with its 95 % interval (Student's t), lowest first; not given below 10 answers, for orientation only below 30
with summed as (
    select
        question,
        count(*) as n,
        avg(points) as mean,
        stddev_samp(points) as deviation
    from answers_in($scope)
    group by question
)

select
    question,
    n,
    case when n >= few_answers() then mean end as mean,
    case when n >= few_answers() then greatest(0, mean - half_interval(deviation, n)) end as lower,
    case when n >= few_answers() then least(100, mean + half_interval(deviation, n)) end as upper,
    n < 30 as is_thin
from summed
order by n >= few_answers() desc, 3, question
