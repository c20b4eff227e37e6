-- code: W01
-- name: 多次补正率 | Asked to correct more than once
-- unit: %
-- better: lower
-- by: department, domain, batch, channel, item, month, week
-- uses: notices, cases, items
-- rows: rows_corrected
-- means: 期内首次告知补正的办件中，被告知两次及以上的 ÷ 期内首次告知补正的办件；应当一次告知全部内容 | Cases asked to correct twice or more ÷ cases first asked in the period; everything should be said at once
-- source: 行政许可法第32条；县级口径 | Administrative Licensing Law art. 32; the county's own definition
select
    dims,
    count(*) filter (where notices > 1) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    max(notices) as most
from corrected_cases($scope)
group by dims
