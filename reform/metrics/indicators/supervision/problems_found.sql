-- code: R06
-- name: 抽查问题发现率 | Problems found
-- unit: %
-- better: neither
-- by: department, month, week
-- uses: inspections
-- rows: rows_inspections
-- means: 发现问题的对象 ÷ 实查对象，期内检查结束且两数皆有的任务；高低本身不论好坏 | Objects with a problem ÷ objects checked, over tasks checked in the period that have both counts; neither high nor low is better by itself
-- source: 双随机、一公开 | random inspection rules
select
    dims,
    coalesce(sum(problems) filter (where checked is not null), 0) as numerator,
    coalesce(sum(checked) filter (where problems is not null), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where checked is not null and problems is not null) as n,
    count(*) - n as left_out
from inspections_in($scope, 'checked')
group by dims
