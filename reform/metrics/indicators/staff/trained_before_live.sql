-- code: H03
-- name: 新划转事项培训覆盖率 | Items trained for before they went live
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: stages, items, trainings
-- needs: stages, trainings, trainings.item_code|trainings.batch
-- rows: rows_gone_live
-- means: 期内进入正式运行（S7）的事项中，上线前 30 日内（不含当日）有过针对该事项或其批次的培训的 ÷ 期内进入正式运行的事项；未导入培训台账时不显示为 0 | Items that went live (S7) in the period with a training for them or their batch in the 30 days before (not the day itself) ÷ items that went live in the period; never 0 while no training is loaded
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where was_trained) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where not was_trained and trained_later is not null) as later
from gone_live($scope)
group by dims
