-- name: 划转进度曲线 | Transfer curve
-- uses: items, stages, plan_changes
-- means: 每周末的累计计划、原计划与实际已划转事项数；截至日之后只有计划 | Cumulative items planned, first planned and transferred at the end of each week; after the as-of date only the plan
with base as (
    select item_code, planned_on, original_planned_on
    from items_at($scope)
    where counted
),

-- What changes on a day: items planned, first planned, transferred or given back.
changes as (
    select planned_on as day, 1 as planned, 0 as first_planned, 0 as transferred
    from base
    where planned_on is not null
    union all
    select coalesce(original_planned_on, planned_on), 0, 1, 0
    from base
    where coalesce(original_planned_on, planned_on) is not null
    union all
    select moved.day, 0, 0, moved.change
    from base
    inner join (
        select
            held.item_code,
            unnest([greatest(held.from_on, there.from_on), least(held.until_on, there.until_on)]) as day,
            unnest([1, -1]) as change
        from transfer_spans as held
        inner join item_spans as there
            on there.item_code = held.item_code
            and there.from_on < coalesce(held.until_on, date '9999-12-31')
            and held.from_on < coalesce(there.until_on, date '9999-12-31')
    ) as moved on moved.item_code = base.item_code
    where moved.day is not null
),

spans as (
    select
        min(day) filter (where planned > 0 or transferred <> 0) as first_day,
        greatest(max(day) filter (where planned > 0), $scope['as_of']) as last_day
    from changes
),

days as (
    select unnest(
        generate_series(date_trunc('week', first_day) - interval 1 day, last_day + interval 6 day, interval 7 day)
    ) as day
    from spans
    union
    select $scope['as_of']
),

sums as (
    select
        day,
        sum(planned) over upto as planned,
        sum(first_planned) over upto as first_planned,
        sum(transferred) over upto as transferred,
        is_asked
    from (
        select *, false as is_asked from changes
        union all
        select cast(day as date), 0, 0, 0, true from days
    )
    window upto as (order by day range unbounded preceding)
)

select
    day,
    cast(planned as bigint) as planned,
    cast(first_planned as bigint) as first_planned,
    case when day <= $scope['as_of'] then transferred end as transferred,
    (select count(*) from base) as total
from sums
where is_asked
order by day
