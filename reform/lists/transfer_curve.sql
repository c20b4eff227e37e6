-- name: 划转进度曲线 | Transfer curve
-- uses: items, stages
-- means: 每周末的累计计划、原计划与实际已划转事项数；截至日之后只有计划 | Cumulative items planned, first planned and transferred at the end of each week; after the as-of date only the plan
with base as (
    select item_code, planned_on, original_planned_on
    from items_at($scope)
    where counted
),

steps as (
    select base.item_code, stage_log.entered_on as day, 1 as change
    from base
    inner join stage_log on stage_log.item_code = base.item_code
    where is_transferred_stage(stage_log.stage)
    union all
    select base.item_code, stage_log.left_on, -1
    from base
    inner join stage_log on stage_log.item_code = base.item_code
    where is_transferred_stage(stage_log.stage) and stage_log.left_on is not null
),

spans as (
    select
        least(min(base.planned_on), min(steps.day)) as first_day,
        greatest(max(base.planned_on), $scope['as_of']) as last_day
    from base
    left join steps on steps.item_code = base.item_code
),

weeks as (
    select unnest(
        generate_series(date_trunc('week', first_day) - interval 1 day, last_day + interval 6 day, interval 7 day)
    ) as moment
    from spans
),

days as (
    select cast(moment as date) as day
    from weeks
    union
    select $scope['as_of']
)

select
    days.day,
    (select count(*) from base where planned_on <= days.day) as planned,
    (select count(*) from base where coalesce(original_planned_on, planned_on) <= days.day) as first_planned,
    case
        when days.day <= $scope['as_of']
            then (select coalesce(sum(change), 0) from steps where steps.day <= days.day)
    end as transferred,
    (select count(*) from base) as total
from days
order by days.day
