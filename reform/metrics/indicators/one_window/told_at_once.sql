-- code: W03
-- name: 一次性告知率 | Everything said at once
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- uses: notices, cases, items
-- rows: rows_corrected
-- means: 每次告知都标明一次说全的办件 ÷ 期内首次告知且有标记的办件 | Cases in which every notice is marked as saying everything ÷ cases first told in the period that carry a mark
-- source: 行政许可法第32条；县级口径 | Administrative Licensing Law art. 32; the county's own definition
select
    dims,
    count(*) filter (where all_at_once) as numerator,
    count(all_at_once) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from corrected_cases($scope)
group by dims
