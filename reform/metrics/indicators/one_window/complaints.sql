-- code: W04
-- name: 投诉 | Complaints
-- unit: 件/万件 | per 10,000 cases
-- better: lower
-- by: department, domain, batch, month, week
-- uses: complaints, cases, items
-- needs: complaints
-- rows: rows_complaints
-- means: 期内收到的投诉 ÷ 期内办结的办件 × 10000；未导入投诉台账时不显示为 0 | Complaints received in the period ÷ cases completed in the period × 10,000; never 0 while no complaint is loaded
-- source: 县级口径 | the county's own definition
with received as (
    select dims, count(*) as complaints, count(*) filter (where upheld in ('true', 'partly')) as upheld
    from complaints_in($scope)
    group by dims
),

done as (
    select dims, sum(completed) as cases
    from completed($scope)
    group by dims
)

select
    coalesce(received.dims, done.dims) as dims,
    coalesce(received.complaints, 0) as numerator,
    coalesce(done.cases, 0) as denominator,
    10000.0 * numerator / nullif(denominator, 0) as value,
    coalesce(received.complaints, 0) as n,
    coalesce(received.upheld, 0) as upheld
from received
full join done on done.dims = received.dims
