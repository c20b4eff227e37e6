-- code: O07
-- name: 进驻率 | In the service centre
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 已进驻政务服务中心的事项 ÷ 应进驻且是否进驻已知的事项；“是否应进驻”未填的按应进驻计 | Items handled in the service centre ÷ items that should be and of which it is known; blank counts as should
-- source: 县级口径（应进必进） | the county's own definition
select
    dims,
    count(*) filter (where in_centre) as numerator,
    count(in_centre) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from items_at($scope)
where counted and coalesce(should_enter, true)
group by dims
