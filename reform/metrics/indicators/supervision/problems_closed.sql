-- code: R06b
-- name: 问题后续处置率 | Problems dealt with
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: inspections
-- rows: rows_inspections
-- means: 已处置的问题对象 ÷ 发现问题的对象，期内检查结束且两数皆有的任务；处置没有日期，按台账现状 | Problems dealt with ÷ problems found, over tasks checked in the period that have both counts; as the ledger last says, for it has no day
-- source: 双随机、一公开 | random inspection rules
select
    dims,
    coalesce(sum(closed) filter (where problems is not null), 0) as numerator,
    coalesce(sum(problems) filter (where closed is not null), 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) filter (where closed is not null and problems is not null) as n,
    count(*) - n as left_out
from inspections_in($scope, 'checked')
group by dims
