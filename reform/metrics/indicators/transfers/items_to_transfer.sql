-- code: T01
-- name: 应划转事项数 | Items to be transferred
-- unit: 项 | items
-- better: neither
-- by: department, domain, batch
-- uses: items, stages
-- rows: rows_items
-- means: 纳入改革的事项，截至日已批准不划转（X2）的、尚未设立或承接的、已取消的除外；只数主项与子项，业务办理项另计；清单中没有的事项不计，取消后移出清单的，过去的截至日也不计 | Items in the reform, without those that by the as-of date were approved not to be transferred (X2), not yet set up or taken over by law, or cancelled; parent and sub-items only, handling items counted apart; an item that is not in the list does not count, at a past day neither if it was taken out after being cancelled
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where counted) as value,
    count(*) filter (where counted) as numerator,
    count(*) filter (where counted) as denominator,
    count(*) filter (where counted) as n,
    count(*) filter (where not counted) as handling_items
from items_at($scope)
group by dims
