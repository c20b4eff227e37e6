-- code: R03
-- name: 双随机计划完成率 | Inspection plan done
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: inspections
-- needs: inspections.checked_on
-- rows: rows_inspections_planned
-- means: 已完成的抽查任务 ÷ 期内应完成的抽查任务；按计划完成日期归期，提前完成的在到期时计入 | Inspection tasks done ÷ tasks due in the period; by planned day, those done ahead count when they fall due
-- source: 双随机、一公开；县级口径 | random inspection rules; the county's own definition
select
    dims,
    count(*) filter (where is_done) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_overdue) as overdue
from inspections_in($scope, 'planned')
group by dims
