-- code: S13b
-- name: 平均答复工作日 | Working days to an answer
-- unit: 工作日 | working days
-- better: lower
-- by: department, month, week
-- uses: letters
-- rows: rows_letters
-- means: 期内收到、截至日已答复的来件，从收到到答复的工作日平均（当日为 0）；未答复的不计，另列 | Mean working days from receipt to the answer of those received in the period and answered by the as-of date (0 for the same day); those without an answer are left out and told apart
-- source: 县级口径 | the county's own definition
select
    dims,
    coalesce(sum(days_to_answer), 0) as numerator,
    count(days_to_answer) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    max(days_to_answer) as most,
    count(*) - denominator as left_out
from letters_in($scope)
group by dims
