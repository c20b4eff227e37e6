-- name: 所数的上线事项 | The items gone live
-- uses: stages, items, trainings
-- means: 期内进入正式运行的事项、上线前 30 日内最近一次培训与上线后第一次培训，及事项清单中的文件和行；未培训的在前 | Items that went live in the period, the last training in the 30 days before and the first one after, with their row in the item list; those not trained for first
select
    counted.item_code,
    counted.item_name,
    counted.department,
    counted.batch,
    counted.live_on,
    counted.trained_on,
    counted.trained_later,
    counted.was_trained,
    imports.file,
    imports.sheet,
    source.source_row
from gone_live($scope) as counted
inner join raw.items as source on source.item_code = counted.item_code
inner join imports on imports.import_id = source.import_id
order by counted.was_trained, counted.live_on desc, counted.item_code
