-- code: O03
-- name: 网上受理占比（办件口径） | Handed in online (by case)
-- unit: %
-- better: higher
-- by: department, domain, batch, side, item, month, week
-- uses: cases, items
-- rows: rows_accepted
-- means: 期内受理、经电脑端或移动端申请的办件 ÷ 期内受理且申请方式已知的办件，后来撤回的也计入；是实际使用，与网上可办率（能力）对照 | Cases accepted in the period that came by web or mobile ÷ those whose channel is known, those withdrawn later too; what is done, beside what could be (O01)
-- source: GB/T 39046-2020 附录 A.5；县级口径 | GB/T 39046-2020 annex A.5; the county's own definition
select
    dims,
    coalesce(sum(cases) filter (where is_online), 0) as numerator,
    coalesce(sum(cases) filter (where channel is not null), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    sum(cases) - denominator as left_out
from accepted($scope)
group by dims
