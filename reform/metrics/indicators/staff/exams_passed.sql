-- code: H04
-- name: 考试合格率 | Exams passed
-- unit: %
-- better: higher
-- by: department, month
-- uses: exams
-- rows: rows_exams
-- means: 期内合格的人次 ÷ 期内参加考试的人次；缺考不计，另列 | Sittings passed in the period ÷ sittings in the period; the absent are left out and told apart
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where outcome = 'passed') as numerator,
    count(*) filter (where outcome in ('passed', 'failed')) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) filter (where outcome = 'absent') as absent
from examined_in($scope)
group by dims
