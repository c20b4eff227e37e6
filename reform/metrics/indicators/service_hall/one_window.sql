-- code: O06
-- name: 一窗受理率（事项口径） | At the one window (by item)
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 纳入综合窗口的事项 ÷ 已进驻政务服务中心且是否纳入已知的事项 | Items taken at the one window ÷ items handled in the centre of which it is known
-- source: domain.md O06；国办发〔2018〕45号（70% 以上） | State Council office paper 45 of 2018 (70 % and more)
select
    dims,
    count(*) filter (where one_window) as numerator,
    count(one_window) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from items_at($scope)
where counted and in_centre
group by dims
