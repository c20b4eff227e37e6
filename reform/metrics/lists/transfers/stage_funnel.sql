-- name: 阶段漏斗 | Stage funnel
-- uses: items, stages
-- means: 截至日至少到达各阶段（S0 至 S7）的事项数；暂缓、退回、不划转的另列，不计入各阶段 | Items that have come at least as far as each stage (S0 to S7) at the as-of date; those postponed, returned or not to be transferred stand aside
with standing as (
    select stage, count(*) as items
    from listed_at($scope)
    where counted
    group by stage
),

stages as (
    select unnest(['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'X1', 'X2', 'X3']) as stage
)

select
    stages.stage,
    stages.stage like 'X%' as is_aside,
    is_transferred_stage(stages.stage) as is_transferred,
    coalesce(sum(standing.items), 0) as reached,
    coalesce(sum(standing.items) filter (where standing.stage = stages.stage), 0) as here,
    (select coalesce(sum(items), 0) from standing where stage <> 'X2') as total
from stages
left join standing
    on standing.stage = stages.stage
    or (stages.stage like 'S%' and standing.stage > stages.stage and standing.stage <= 'S7')
group by stages.stage
order by stages.stage
