-- code: S13
-- name: 意见箱办结率 | Letters and calls closed
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: letters
-- needs: letters.closed_on
-- rows: rows_letters
-- means: 期内收到、截至日已办结的意见箱来件、热线和网上留言 ÷ 期内收到的 | Letters, calls and messages received in the period and closed by the as-of date ÷ those received in the period
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_closed) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_past_due and not is_answered) as overdue,
    count(*) filter (where not is_past_due and not is_answered) as pending
from letters_in($scope)
group by dims
