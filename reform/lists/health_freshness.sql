-- name: 数据新鲜度 | Freshness
-- means: 各数据集的行数、数据所及的最后一日与最近导入日；整时段导出的文件说明到该时段末日为止 | Rows of each dataset, the last day they tell of and the day of the last load; a file that stands for a whole period tells of its last day
with told as (
    select 'items' as dataset, count(*) as rows, cast(null as date) as happened_on
    from raw.items
    union all
    select 'stages', count(*), max(entered_on)
    from raw.stages
    union all
    select 'cases', count(*), max(cast(greatest(applied_at, accepted_at, completed_at) as date))
    from raw.cases
    union all
    select 'pauses', count(*), max(started_on)
    from raw.pauses
    union all
    select 'ratings', count(*), max(greatest(cast(rated_at as date), rectified_on, called_back_on))
    from raw.ratings
    union all
    select 'departments', count(*), cast(null as date)
    from raw.departments
    where withdrawn is not true
    union all
    select 'calendar', count(*), cast(null as date)
    from raw.calendar
),

brought as (
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
