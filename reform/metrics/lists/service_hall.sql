-- list: centre_counts
-- name: 中心盘点 | Counts of the centre
-- uses: centre
-- belongs_to: everybody
-- means: 截至日历次盘点的部门、事项、窗口、人员与岗位 | Departments, items, windows, staff and posts in each count up to the as-of date
select * exclude (dims)
from centre_at($scope)
order by recorded_on;

-- list: hall_hours
-- name: 大厅分时段 | The hall by hour
-- uses: hall
-- belongs_to: everybody
-- means: 有分时段记录的日子，每个钟点平均接待人次、开放窗口与每个开放窗口的人次 | Over days told by the hour: visits, windows open and visits for each open window at each hour
select
    hour,
    count(*) as days,
    sum(visits) as visits,
    avg(visits) as visits_a_day,
    avg(windows_open) as windows_open,
    1.0 * sum(visits) filter (where windows_open is not null)
    / nullif(sum(windows_open), 0) as visits_a_window,
    1.0 * sum(visits * waiting_minutes)
    / nullif(sum(visits) filter (where waiting_minutes is not null), 0) as waiting
from hall_in($scope)
where hour is not null
group by hour
order by hour;

-- list: hall_months
-- name: 大厅逐月 | The hall by month
-- uses: hall
-- belongs_to: everybody
-- means: 每月日均接待、收件、办结，与每收一件的接待人次（两者皆有记录的日子） | Visits, cases taken and finished a day by month, and visits for each case taken (over days that tell both)
select
    cast(date_trunc('month', day) as date) as month,
    count(*) as days,
    sum(visits) as visits,
    1.0 * sum(visits) / count(*) as visits_a_day,
    sum(taken) as taken,
    avg(taken) as taken_a_day,
    sum(finished) as finished,
    avg(finished) as finished_a_day,
    1.0 * sum(visits) filter (where taken is not null) / nullif(sum(taken), 0) as visits_a_case
from hall_days($scope)
group by 1
order by 1;

-- list: hall_weekdays
-- name: 大厅星期与钟点 | The hall by weekday and hour
-- uses: hall
-- belongs_to: everybody
-- means: 有分时段记录的日子，星期几几点平均接待多少人次（1 为星期一） | Over days told by the hour: mean visits at each hour of each weekday (1 is Monday)
select
    cast(isodow(day) as integer) as weekday,
    hour,
    count(*) as days,
    avg(visits) as visits
from hall_in($scope)
where hour is not null
group by 1, 2
order by 1, 2;

-- list: items_with_visits
-- name: 须跑两次以上的事项 | Items above one visit
-- by: channel
-- uses: items, stages, cases
-- belongs_to: filter
-- means: 到办事现场次数多于 1 次的依申请事项、所填原因，与期内办结件的实际次数 | Items on application that need more than one visit, the reason given, and the visits of cases completed in the period
with known as (
    select
        item_code,
        cast(sum(cases) as bigint) as cases,
        cast(coalesce(sum(cases) filter (where visits is not null), 0) as bigint) as known_cases,
        sum(visits * cases) / nullif(known_cases, 0) as mean_visits
    from visited($scope)
    group by item_code
)

select
    listed.item_code,
    listed.item_name,
    listed.department,
    listed.visits,
    listed.visit_reason,
    listed.online_depth,
    coalesce(known.cases, 0) as cases,
    known.known_cases,
    known.mean_visits
from on_application($scope) as listed
left join known on known.item_code = listed.item_code
where listed.visits > 1
order by listed.visit_reason is null desc, cases desc, listed.item_code;

-- list: online_gap
-- name: 网上可办而多在窗口办的事项 | Online on paper, at the counter in fact
-- uses: items, stages, cases
-- belongs_to: filter
-- means: 网上可办（深度 2 至 7）而期内受理件半数以上不经网上的依申请事项，窗口件多的在前 | Items on application that can be done online (depth 2 to 7) but most of whose cases accepted in the period came otherwise, most cases first
with taken as (
    select
        item_code,
        cast(coalesce(sum(cases) filter (where channel is not null), 0) as bigint) as cases,
        cast(coalesce(sum(cases) filter (where is_online), 0) as bigint) as online,
        cast(coalesce(sum(cases) filter (where channel = '1'), 0) as bigint) as counter
    from accepted($scope)
    group by item_code
)

select
    listed.item_code,
    listed.item_name,
    listed.department,
    listed.online_depth,
    taken.cases,
    taken.online,
    taken.cases - taken.online as otherwise,
    taken.counter,
    100.0 * taken.online / taken.cases as online_share
from on_application($scope) as listed
inner join taken on taken.item_code = listed.item_code
where listed.is_online and taken.online * 2 < taken.cases
order by otherwise desc, listed.item_code;

-- list: visits_by_case
-- name: 办件按跑动次数 | Cases by visits
-- by: channel
-- uses: cases, items
-- belongs_to: everybody
-- means: 期内办结件按申请人实际到现场次数分：0 次、1 次、2 次及以上、不掌握 | Cases completed in the period by the visits they took: none, one, two or more, not known
select case when visits > 2 then 2 else visits end as visits, cast(sum(cases) as bigint) as n
from visited($scope)
group by 1
order by 1 nulls last;

-- list: visits_by_item
-- name: 事项按跑动次数 | Items by visits
-- uses: items, stages
-- belongs_to: everybody
-- means: 依申请事项按到办事现场次数分：0 次、1 次、2 次及以上、未填 | Items on application by the visits asked for: none, one, two or more, not given
select case when visits > 2 then 2 else visits end as visits, count(*) as n
from on_application($scope)
group by 1
order by 1 nulls last;
