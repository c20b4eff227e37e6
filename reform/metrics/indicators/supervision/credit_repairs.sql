-- code: R10c
-- name: 信用修复件数 | Credit repairs
-- unit: 件 | measures
-- better: neither
-- by: department, month, week
-- uses: credit_measures
-- rows: rows_credit_measures
-- means: 期内各部门统计的信用修复件数；分母为奖惩修复的总件数；未导入时不显示为 0 | Credit repairs the departments counted in the period, of all incentives, penalties and repairs; never 0 while none is loaded
-- source: 信用监管 | credit supervision
select
    dims,
    coalesce(sum(cases) filter (where kind = 'repair'), 0) as numerator,
    sum(cases) as denominator,
    numerator as value,
    count(*) as n
from credit_measures_in($scope)
group by dims
