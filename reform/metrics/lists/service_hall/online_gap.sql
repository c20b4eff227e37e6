-- name: 网上可办而多在窗口办的事项 | Online on paper, at the counter in fact
-- uses: items, stages, cases
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
order by otherwise desc, listed.item_code
