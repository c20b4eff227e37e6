-- code: S07
-- name: 实名差评回访率 | Named bad reviews called back
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- needs: ratings.called_back_on
-- rows: rows_ratings
-- means: 截至日已回访的实名差评 ÷ 期内实名差评；应为 100%；未标明是否实名的不计，另列 | Named bad reviews called back by the as-of date ÷ named bad reviews of the period; should be 100 %; those not marked as named or not are left out and told apart
-- source: 国办发〔2019〕51号；县级口径 | State Council Office notice 2019 no. 51; the county's own definition
select
    dims,
    count(*) filter (where is_named and called_back_on is not null) as numerator,
    count(*) filter (where is_named) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) filter (where is_named is null) as left_out
from ratings_in($scope)
where bad
group by dims
