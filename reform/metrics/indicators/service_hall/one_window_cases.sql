-- code: O06b
-- name: 一窗受理率（办件口径） | At the one window (by case)
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items
-- rows: rows_accepted
-- means: 期内受理、由综合窗口受理的办件 ÷ 期内受理、由窗口受理且是否综窗已知的办件，后来撤回的也计入 | Cases accepted in the period at the one window ÷ cases accepted at a counter of which it is known, those withdrawn later too
-- source: domain.md O06 | domain.md O06
select
    dims,
    coalesce(sum(cases) filter (where one_window), 0) as numerator,
    coalesce(sum(cases) filter (where one_window is not null), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    sum(cases) - denominator as left_out
from accepted($scope)
where channel = '1'
group by dims
