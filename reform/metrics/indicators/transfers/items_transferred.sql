-- code: T02
-- name: 已划转事项数 | Items transferred
-- unit: 项 | items
-- better: higher
-- by: department, domain, batch
-- uses: items, stages
-- needs: stages
-- rows: rows_items
-- means: 截至日最近一条阶段记录为 S4 签约公布至 S7 正式运行的事项；暂缓、退回不算 | Items whose latest stage at the as-of date is S4 to S7; postponed and returned ones are not
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_transferred and counted) as value,
    count(*) filter (where is_transferred and counted) as numerator,
    count(*) filter (where counted) as denominator,
    count(*) filter (where counted) as n,
    count(*) filter (where is_transferred and not counted) as handling_items
from items_at($scope)
group by dims
