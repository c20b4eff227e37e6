-- code: T03
-- name: 划转完成率 | Transfer rate
-- unit: %
-- better: higher
-- by: department, domain, batch
-- uses: items, stages
-- needs: stages
-- rows: rows_items
-- means: 已划转事项数 ÷ 应划转事项数 | Items transferred ÷ items to be transferred
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_transferred) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n
from items_at($scope)
where counted
group by dims
