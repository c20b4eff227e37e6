-- code: R11
-- name: 风险命中查实率 | Warnings that proved right
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: risk_hits
-- rows: rows_risk_hits
-- means: 查实的风险预警 ÷ 期内发现、已核实且有结论的；n 为期内预警件数 | Warnings that proved right ÷ those of the period that are verified and have a finding; n is how many there were
-- source: 精准监管；县级口径 | targeted supervision; the county's own definition
select
    dims,
    count(*) filter (where proved_right) as numerator,
    count(proved_right) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_unverified) as unverified,
    count(*) filter (where is_unhandled) as unhandled,
    count(*) filter (where verified_on is not null and proved_right is null) as left_out
from risk_hits_in($scope)
group by dims
