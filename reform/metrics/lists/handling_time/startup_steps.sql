-- name: 企业开办各环节 | Steps of a business start-up
-- by: side
-- uses: startups, items, stages
-- means: 办完的企业开办：从申请到每个环节办完的工作日均值，另列中位数与九成分位；环节可以并行 | Complete start-ups: mean working days from the application until each step was done, with median and 90th percentile; steps may run side by side
with reached as (
    select
        dims,
        applied_on,
        unnest([
            {'name': 'registered', 'day': registered_on},
            {'name': 'seal', 'day': seal_on},
            {'name': 'invoice', 'day': invoice_on},
            {'name': 'insured', 'day': insured_on},
            {'name': 'fund', 'day': fund_on},
            {'name': 'bank', 'day': bank_on}
        ]) as step
    from startups_in($scope)
    where ended_on is not null
)

select
    reached.dims,
    reached.step['name'] as step,
    sum(until_days.workday_no - since_days.workday_no) as numerator,
    count(*) as denominator,
    1.0 * numerator / denominator as value,
    quantile_cont(until_days.workday_no - since_days.workday_no, 0.5) as p50,
    quantile_cont(until_days.workday_no - since_days.workday_no, 0.9) as p90,
    count(*) as n
from reached
inner join calendar as since_days
    on since_days.kind = 'china' and since_days.day = reached.applied_on
inner join calendar as until_days
    on until_days.kind = 'china' and until_days.day = reached.step['day']
group by reached.dims, reached.step['name']
