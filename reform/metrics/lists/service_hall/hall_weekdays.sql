-- name: 大厅星期与钟点 | The hall by weekday and hour
-- uses: hall
-- means: 有分时段记录的日子，星期几几点平均接待多少人次（1 为星期一） | Over days told by the hour: mean visits at each hour of each weekday (1 is Monday)
select
    cast(isodow(day) as integer) as weekday,
    hour,
    count(*) as days,
    avg(visits) as visits
from hall_in($scope)
where hour is not null
group by 1, 2
order by 1, 2
