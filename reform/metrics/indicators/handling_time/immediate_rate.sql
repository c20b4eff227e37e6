-- code: D11
-- name: 即办件率（办件口径） | Handled-at-once rate (by case)
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items
-- rows: rows_cases
-- means: 即办件的办结数 ÷ 办件类型已知的办结数 | Completed cases of items handled at once ÷ completed cases whose kind is known
-- source: GB/T 39046-2020 附录 A.6；县级口径 | GB/T 39046-2020 annex A.6; the county's own definition
select
    dims,
    coalesce(sum(completed) filter (where kind = '1'), 0) as numerator,
    coalesce(sum(completed) filter (where kind is not null), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    coalesce(sum(completed) filter (where kind is null), 0) as left_out
from completed($scope)
group by dims
