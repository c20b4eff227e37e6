-- code: T11
-- name: 退回数 | Items returned
-- unit: 项 | items
-- better: lower
-- by: department, domain, batch
-- uses: items, stages
-- needs: stages
-- rows: rows_items
-- means: 截至日最近一条阶段记录为退回（X3）的事项；分母为应划转事项，另列暂缓（X1） | Items whose latest stage at the as-of date is returned (X3), of the items to be transferred; those postponed (X1) are shown beside
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where stage = 'X3') as numerator,
    count(*) as denominator,
    numerator as value,
    count(*) as n,
    count(*) filter (where stage = 'X1') as postponed
from items_at($scope)
where counted
group by dims
