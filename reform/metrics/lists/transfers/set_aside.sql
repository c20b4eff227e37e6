-- name: 退回、暂缓与不划转 | Returned, postponed, left out
-- uses: items, stages
-- means: 截至日退回、暂缓或不划转的事项，自何日起、什么原因、凭什么文件 | Items returned, postponed or not to be transferred at the as-of date: since when, why, on what paper
select item_code, item_name, department, batch, stage, stage_on, stage_reason, stage_document
from listed_at($scope)
where counted and stage like 'X%'
order by stage desc, stage_on, item_code
