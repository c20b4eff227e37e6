-- name: 上线前未培训的事项 | Items that went live untrained
-- uses: stages, items, trainings
-- means: 期内进入正式运行、上线前 30 日内没有培训的事项；上线后补训的写明日期，没有补训的在前 | Items that went live in the period without a training in the 30 days before; a training made up for later is dated, those without any come first
select item_code, item_name, department, batch, live_on, trained_later, trained_later - live_on as days_late
from gone_live($scope)
where not was_trained
order by trained_later is not null, live_on desc, item_code
