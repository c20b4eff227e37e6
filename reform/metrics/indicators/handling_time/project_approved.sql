-- code: D16c
-- name: 项目立项审批时间（审批） | Project approval time (approved)
-- unit: 工作日 | working days
-- better: lower
-- by: side, month, week
-- uses: projects, items, stages
-- rows: rows_projects
-- means: 政府投资项目审批（可研批复）从受理到批复的工作日均值，另列中位数与九成分位；未批复的不计入，件数另列；备案、核准、审批的法定时限不同，从不混算。全县口径，不随部门、领域、批次、方式筛选 | Mean working days from acceptance to decision, approval of a project with government funds (feasibility study), with median and 90th percentile; undecided projects are left out and counted beside; filed, verified and approved projects have different limits and are never mixed. County-wide: no filter but the period applies
-- source: 政府投资条例；县级口径 | Regulation on government investment; the county's own definition
select
    dims,
    sum(working_days) as numerator,
    count(decided_on) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    value as mean,
    quantile_cont(working_days, 0.5) as p50,
    quantile_cont(working_days, 0.9) as p90,
    denominator as n,
    count(*) - denominator as undecided,
    count(*) filter (where decided_on is not null and provisional) as provisional
from projects_in($scope)
where kind = 'approve'
group by dims
