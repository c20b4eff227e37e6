-- name: 批次 | Batches
-- uses: items, stages
-- means: 每批的事项数、计划起止与已划转数 | Items, first and last planned day and items transferred of each batch
select
    batch,
    count(*) as items,
    min(planned_on) as starts_on,
    max(planned_on) as ends_on,
    count(*) filter (where is_transferred) as transferred,
    count(*) filter (where is_planned_by_now) as planned_by_now,
    count(*) filter (where is_overdue) as overdue
from items_at($scope)
where counted and batch is not null
group by batch
order by batch
