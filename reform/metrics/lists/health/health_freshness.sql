-- name: 数据新鲜度 | Freshness
-- means: 各数据集的行数、数据所及的最后一日与最近导入日；整时段导出的文件说明到该时段末日为止 | Rows of each dataset, the last day they tell of and the day of the last load; a file that stands for a whole period tells of its last day
with brought as (
    select
        dataset,
        cast(max(loaded_at) as date) as loaded_on,
        -- least and greatest pass over nulls
        max(case when replaced_to is not null then least(replaced_to, cast(loaded_at as date)) end) as covered_to
    from imports
    group by dataset
)

select told.dataset, told.rows, greatest(told.happened_on, brought.covered_to) as happened_on, brought.loaded_on
from told
left join brought on brought.dataset = told.dataset
order by told.dataset
