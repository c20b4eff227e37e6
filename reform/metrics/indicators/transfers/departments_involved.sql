-- code: T10
-- name: 涉及部门数 | Departments involved
-- unit: 个 | departments
-- better: neither
-- by: department, domain, batch
-- uses: items, stages
-- needs: stages, items.department
-- rows: rows_items
-- means: 已划转事项的原实施部门数；分母为应划转事项的原实施部门数 | Departments that have handed over items, of those with items to be transferred
-- source: 县级口径 | the county's own definition
select
    dims,
    count(distinct department) filter (where is_transferred) as value,
    count(distinct department) filter (where is_transferred) as numerator,
    count(distinct department) as denominator,
    count(*) as n
from items_at($scope)
where counted
group by dims
