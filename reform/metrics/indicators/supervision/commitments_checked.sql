-- code: R08
-- name: 告知承诺核查率 | Commitments checked
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: commitments, items
-- needs: commitments.check_due_on, commitments.checked_on|commitments.is_broken
-- rows: rows_commitments
-- means: 已核查的告知承诺 ÷ 期内作出且已核查或已过核查期限的；n 为期内告知承诺件数 | Commitments checked ÷ those of the period that are checked or past their day for it; n is how many were made in the period
-- source: 告知承诺制；县级口径 | rules on licensing by commitment; the county's own definition
select
    dims,
    count(*) filter (where is_checked) as numerator,
    count(*) filter (where is_checked or is_overdue) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where not is_checked and check_due_on is null) as left_out
from commitments_in($scope)
group by dims
