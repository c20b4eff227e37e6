-- code: R08b
-- name: 告知承诺失信率 | Commitments broken
-- unit: %
-- better: lower
-- by: department, domain, batch, item, month, week
-- uses: commitments, items
-- rows: rows_commitments
-- means: 认定失信的告知承诺 ÷ 期内作出、已核查且有结论的 | Commitments found broken ÷ those of the period that are checked and have a finding
-- source: 告知承诺制；县级口径 | rules on licensing by commitment; the county's own definition
select
    dims,
    count(*) filter (where is_broken) as numerator,
    count(is_broken) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) filter (where is_unhandled) as unhandled,
    count(*) filter (where is_checked) - denominator as left_out
from commitments_in($scope)
group by dims
