-- code: V02
-- name: 自助办理占比 | Self-service share
-- unit: %
-- better: higher
-- by: month, week
-- uses: hall
-- rows: rows_hall
-- means: 自助办理件数 ÷（自助办理件数＋窗口收件数），两者皆有记录的日子 | Cases handled at terminals ÷ (those + cases taken at windows), over days that tell both
-- source: 县级口径（大厅日志） | the county's own definition (hall log)
with told as (
    select *, self_service is not null and taken is not null as is_told
    from hall_days($scope)
)

select
    dims,
    coalesce(sum(self_service) filter (where is_told), 0) as numerator,
    coalesce(sum(self_service + taken) filter (where is_told), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where is_told) as n,
    count(*) filter (where not is_told) as left_out
from told
group by dims
