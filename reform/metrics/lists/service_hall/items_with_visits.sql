-- name: 须跑两次以上的事项 | Items above one visit
-- by: channel
-- uses: items, stages, cases
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
order by listed.visit_reason is null desc, cases desc, listed.item_code
