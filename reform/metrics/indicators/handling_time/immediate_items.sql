-- code: D10
-- name: 即办件率（事项口径） | Handled-at-once rate (by item)
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 即办件事项 ÷ 办件类型已知的事项；清单未写办件类型的，按承诺时限判断 | Items handled at once ÷ items whose kind is known; where the list is silent, the promise says it
-- source: GB/T 39046-2020 附录 A.6；县级口径 | GB/T 39046-2020 annex A.6; the county's own definition
select
    dims,
    count(*) filter (where kind = '1') as numerator,
    count(kind) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - count(kind) as left_out
from items_at($scope)
where counted
group by dims
