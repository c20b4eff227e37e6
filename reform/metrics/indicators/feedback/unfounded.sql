-- code: S08
-- name: 差评核实不成立率 | Bad reviews found unfounded
-- unit: %
-- better: neither
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- needs: ratings.verified
-- rows: rows_ratings
-- means: 核实为误评或恶意的差评 ÷ 期内差评；差评数不因此减少；核实结果自整改或回访之日（先到者）起计，两者都没有日期的一直计入 | Bad reviews found mistaken or malicious ÷ bad reviews of the period; the count of bad reviews stays; what was found counts from the rectification or the call back on, whichever came first, and always where neither has a day
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where verified in ('mistake', 'malicious')) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where verified is null) as unverified
from ratings_in($scope)
where bad
group by dims
