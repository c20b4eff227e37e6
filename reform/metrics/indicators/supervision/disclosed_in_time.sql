-- code: R07
-- name: 双公示及时率 | Decisions published in time
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: disclosures, items
-- needs: disclosures.published_on
-- rows: rows_disclosures
-- means: 决定之日起 7 个工作日内上网公开的 ÷ 期内作出且已公开或已过期限的许可和处罚决定 | Decisions published within 7 working days ÷ licence and penalty decisions of the period that are published or past that day
-- source: 双公示（7 个工作日） | rules on publishing decisions (7 working days)
select
    dims,
    count(*) filter (where published_on <= publish_by) as numerator,
    count(*) filter (where is_published or is_overdue) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where not is_published and not is_overdue) as pending
from disclosures_in($scope)
group by dims
