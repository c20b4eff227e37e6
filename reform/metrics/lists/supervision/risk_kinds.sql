-- name: 各类风险预警 | Warnings by kind
-- uses: risk_hits
-- means: 期内风险预警按类型：件数、已核实、查实、未处置 | Warnings of the period by kind: how many, verified, proved right, not dealt with
select
    kind,
    count(*) as hits,
    count(*) filter (where not is_unverified) as verified,
    count(proved_right) as judged,
    count(*) filter (where proved_right) as proved_right,
    count(*) filter (where is_unhandled) as unhandled
from risk_hits_in($scope)
group by kind
order by hits desc, kind
