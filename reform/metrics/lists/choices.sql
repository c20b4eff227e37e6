-- name: 可选范围 | What can be chosen
-- means: 筛选器的选项 | The options of the filters
select department, domain, batch
from choices
