-- code: R04
-- name: 抽查结果按期公示率 | Results published in time
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: inspections
-- needs: inspections.published_on
-- rows: rows_inspections
-- means: 检查结束后 20 个工作日内公示结果的任务 ÷ 期内检查结束且已公示或已过期限的任务 | Tasks whose results were published within 20 working days of the checks ÷ tasks checked in the period that are published or past that day
-- source: 双随机抽查结果公示期限（有关省文件） | as a province's rules set it
select
    dims,
    count(*) filter (where published_on <= publish_by) as numerator,
    count(*) filter (where is_published or is_publication_overdue) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_publication_overdue) as overdue,
    count(*) filter (where not is_published and not is_publication_overdue) as pending
from inspections_in($scope, 'checked')
group by dims
