-- code: D15
-- name: 企业开办时间 | Business start-up time
-- unit: 工作日 | working days
-- better: lower
-- by: side, month, week
-- uses: startups, items, stages
-- rows: rows_startups
-- means: 从申请设立登记到最后一个环节办完的工作日均值，另列中位数与九成分位；登记、印章、发票三项齐全才算办完，社保、公积金、银行开户填了的计入；未办完的不计入，件数另列。全县口径，不随部门、领域、批次、方式筛选；划转前后以首个事项划转之日为界 | Mean working days from the application for registration to the last step done, with median and 90th percentile; complete once registration, seals and invoices are all there, social insurance, housing fund and bank account count where given; start-ups not complete are left out and counted beside. County-wide: no filter but the period applies; before and after are parted by the first transfer of any item
-- source: 国办发〔2018〕32号（8.5 个工作日以内）；县级口径 | State Council Office 2018 No. 32 (within 8.5 working days); the county's own definition
select
    dims,
    sum(working_days) as numerator,
    count(ended_on) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    value as mean,
    quantile_cont(working_days, 0.5) as p50,
    quantile_cont(working_days, 0.9) as p90,
    denominator as n,
    count(*) - denominator as incomplete,
    count(*) filter (where ended_on is not null and provisional) as provisional
from startups_in($scope)
group by dims
