-- code: D01
-- name: 承诺时限压缩比 | Promised-time reduction
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: (Σ法定时限 − Σ承诺时限) ÷ Σ法定时限，以工作日计；自然日按 5/7 折算取整（估算），与项均压减（D02）相同；两者皆有且单位相同（工作日或自然日）的事项 | (Σ statutory − Σ promised) ÷ Σ statutory, in working days; natural days × 5/7, rounded (an estimate), as in D02; over items with both in the same unit of days
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: GB/T 39554.2-2020（法定、承诺办结时限）；县级口径 | GB/T 39554.2-2020 (statutory and promised limits); the county's own definition
with limits as (
    select
        dims,
        listed_days(statutory_days, statutory_unit) as statutory,
        listed_days(promised_days, promised_unit) as promised,
        statutory_unit <> 'wd' as is_estimated,
        coalesce(
            statutory_days is not null
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
    sum(statutory - promised) filter (where is_comparable) as numerator,
    sum(statutory) filter (where is_comparable) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where is_comparable) as n,
    count(*) filter (where is_comparable and is_estimated) as estimated,
    count(*) filter (where not is_comparable) as left_out
from limits
group by dims
