-- name: 大厅分时段 | The hall by hour
-- uses: hall
-- means: 有分时段记录的日子，每个钟点平均接待人次、开放窗口与每个开放窗口的人次 | Over days told by the hour: visits, windows open and visits for each open window at each hour
select
    hour,
    count(*) as days,
    sum(visits) as visits,
    avg(visits) as visits_a_day,
    avg(windows_open) as windows_open,
    1.0 * sum(visits) filter (where windows_open is not null) / nullif(sum(windows_open), 0) as visits_a_window,
    1.0 * sum(visits * waiting_minutes) / nullif(sum(visits) filter (where waiting_minutes is not null), 0) as waiting
from hall_in($scope)
where hour is not null
group by hour
order by hour
