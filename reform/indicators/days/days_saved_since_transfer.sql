-- code: D05c
-- name: 累计节省工作日（划转前口径） | Working days saved (since-transfer basis)
-- unit: 工作日 | working days
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- means: Σ(同一事项划转前平均用时 − 划转后实际用时)；划转前后各有至少 5 件办结的事项 | Σ (the same item's mean before its transfer − days used after it), over items with at least 5 completed cases on each side
-- source: 县级口径 | the county's own definition
with before_transfer as (
    select subject_id, sum(working_days * completed) / sum(completed) as mean_days
    from completed_between($scope, date '1990-01-01', $scope['as_of'])
    where side = 'before'
    group by subject_id
    having sum(completed) >= 5
),

after_transfer as (
    select dims, subject_id, completed, working_days * completed as used_days
    from completed($scope)
    where side = 'after'
),

enough as (
    select subject_id
    from after_transfer
    group by subject_id
    having sum(completed) >= 5
)

select
    after_transfer.dims,
    sum(before_transfer.mean_days * after_transfer.completed) - sum(after_transfer.used_days) as numerator,
    sum(after_transfer.completed) as denominator,
    numerator as value,
    sum(after_transfer.completed) as n,
    1.0 * numerator / nullif(denominator, 0) as per_case,
    count(distinct after_transfer.subject_id) as items
from after_transfer
inner join before_transfer on before_transfer.subject_id = after_transfer.subject_id
inner join enough on enough.subject_id = after_transfer.subject_id
group by after_transfer.dims
