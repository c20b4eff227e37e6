-- code: D06
-- name: 较划转前变化 | Change since transfer
-- unit: 工作日 | working days
-- better: lower
-- by: department, domain, batch, channel, item, month, week
-- means: 划转后平均用时 − 同一事项划转前平均用时，负数为缩短；划转前后各有至少 5 件办结的事项，按划转后办结件加权 | Mean days after the transfer − the same items' mean before it, negative is faster; items with at least 5 completed cases on each side, weighted by the cases after
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
    sum(after_transfer.used_days) - sum(before_transfer.mean_days * after_transfer.completed) as numerator,
    sum(after_transfer.completed) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    1.0 * sum(before_transfer.mean_days * after_transfer.completed) / nullif(denominator, 0) as mean_before,
    1.0 * sum(after_transfer.used_days) / nullif(denominator, 0) as mean_after,
    sum(after_transfer.completed) as n,
    count(distinct after_transfer.subject_id) as items
from after_transfer
inner join before_transfer on before_transfer.subject_id = after_transfer.subject_id
inner join enough on enough.subject_id = after_transfer.subject_id
group by after_transfer.dims
