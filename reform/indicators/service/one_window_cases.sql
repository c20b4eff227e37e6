-- code: O06b
-- name: 一窗受理率（办件口径） | At the one window (by case)
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items
-- rows: rows_accepted
-- means: 期内受理、由综合窗口受理的办件 ÷ 期内受理、由窗口受理且是否综窗已知的办件 | Cases accepted in the period at the one window ÷ cases accepted at a counter of which it is known
-- source: domain.md O06 | domain.md O06
select
    dims,
    count(*) filter (where one_window) as numerator,
    count(one_window) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from accepted($scope)
where channel = '1'
group by dims
