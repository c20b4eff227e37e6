-- name: 各场考试 | Exams one by one
-- uses: exams
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
order by held_on desc, exam_no
