-- code: T04
-- name: 划转到位率 | In-place rate
-- unit: %
-- better: higher
-- by: department, domain, batch
-- uses: items, stages
-- needs: stages
-- rows: rows_items
-- means: 正式运行（S7）且事项、人员、印章、系统账号、档案资料五到位的事项 ÷ 已划转事项 | Items in operation (S7) with all five handover flags ÷ items transferred
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_in_place) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n
from items_at($scope)
where counted and is_transferred
group by dims
