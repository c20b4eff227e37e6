-- name: 批次 | Batches
-- uses: items, stages, plan_changes
-- means: 每批的事项数、计划起止、已划转数及其首个与末个划转日 | Items, first and last planned day, items transferred of each batch, and the first and last day on which they were
select
    batch,
    count(*) as items,
    min(planned_on) as starts_on,
    max(planned_on) as ends_on,
    count(*) filter (where is_transferred) as transferred,
    min(transferred_on) filter (where is_transferred) as first_transferred_on,
    max(transferred_on) filter (where is_transferred) as last_transferred_on,
    count(*) filter (where is_planned_by_now) as planned_by_now,
    count(*) filter (where is_overdue) as overdue
from items_at($scope)
where counted and batch is not null
group by batch
order by batch
