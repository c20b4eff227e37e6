-- code: O08
-- name: 窗口集约 | Windows brought together
-- unit: %
-- better: higher
-- by: month
-- uses: centre
-- rows: rows_centre
-- means: (首次盘点的窗口数 − 截至日最近一次盘点的窗口数) ÷ 首次盘点的窗口数；只有一次盘点时无从比较 | (windows in the first count − windows in the latest one at the as-of date) ÷ windows in the first; with one count there is nothing to compare
-- source: 县级口径 | the county's own definition
with counts as (
    select dims, recorded_on, windows
    from centre_at($scope)
),

first_count as (
    select min(recorded_on) as recorded_on, arg_min(windows, recorded_on) as windows
    from counts
),

latest as (
    select dims, max(recorded_on) as recorded_on, arg_max(windows, recorded_on) as windows, count(*) as n
    from counts
    group by dims
)

select
    latest.dims,
    first_count.windows - latest.windows as numerator,
    first_count.windows as denominator,
    case
        when latest.recorded_on > first_count.recorded_on then 100.0 * numerator / nullif(denominator, 0)
    end as value,
    latest.n as n,
    latest.windows as windows
from latest
cross join first_count
