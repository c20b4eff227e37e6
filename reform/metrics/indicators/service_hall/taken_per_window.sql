-- code: V04
-- name: 每窗日均收件 | Cases taken a window and day
-- unit: 件 | cases
-- better: higher
-- by: month, week
-- uses: hall
-- rows: rows_hall
-- means: Σ收件数 ÷ Σ开放窗口数，两者皆有记录的日子；按时段记的，取当日最多时的开放窗口数 | Σ cases taken ÷ Σ windows open, over days that tell both; of a day told by the hour the most that were open
-- source: 县级口径（大厅日志） | the county's own definition (hall log)
with told as (
    select *, taken is not null and windows_open is not null as is_told
    from hall_days($scope)
)

select
    dims,
    coalesce(sum(taken) filter (where is_told), 0) as numerator,
    coalesce(sum(windows_open) filter (where is_told), 0) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where is_told) as n,
    count(*) filter (where not is_told) as left_out
from told
group by dims
