-- code: D02
-- name: 项均压减工作日 | Working days cut per item
-- unit: 工作日 | working days
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: (Σ法定时限 − Σ承诺时限) ÷ 事项数；自然日按 5/7 折算取整（估算），两者单位须相同 | (Σ statutory − Σ promised) ÷ items; natural days × 5/7, rounded (an estimate), both in the same unit
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 县级口径 | the county's own definition
with comparable as (
    select
        dims,
        listed_days(statutory_days, statutory_unit) as statutory,
        listed_days(promised_days, promised_unit) as promised,
        statutory_unit <> 'wd' as is_estimated
    from items_at($scope)
    where
        counted
        and statutory_days is not null
        and promised_days is not null
        and statutory_unit = promised_unit
        and statutory_unit in ('wd', 'cd', 'd')
)

select
    dims,
    sum(statutory - promised) as numerator,
    count(*) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_estimated) as estimated
from comparable
group by dims
