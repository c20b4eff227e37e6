-- code: D01b
-- name: 平均压缩比（事项平均） | Mean promised-time reduction (items equal)
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 每个事项的（法定时限 − 承诺时限）÷ 法定时限，再按事项平均；与承诺时限压缩比（D01）不同，长时限的事项不占更大比重 | Each item's (statutory − promised) ÷ statutory, averaged over the items; unlike D01 an item with a long limit weighs no more
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 县级口径 | the county's own definition
with items_now as (
    select
        *,
        coalesce(
            statutory_days > 0
            and promised_days is not null
            and statutory_unit = promised_unit
            and statutory_unit in ('wd', 'cd', 'd'),
            false
        ) as is_comparable
    from items_at($scope)
    where counted
)

select
    dims,
    sum((statutory_days - promised_days) / statutory_days) filter (where is_comparable) as numerator,
    count(*) filter (where is_comparable) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) filter (where not is_comparable) as left_out
from items_now
group by dims
