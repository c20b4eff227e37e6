-- code: G01
-- name: 数据共享事项占比 | Items with shared data
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: interfaces, interface_items, items, stages
-- needs: interfaces.opened_on, interface_items
-- rows: rows_sharing_items
-- means: 因已开通的接口或电子证照而少交材料的事项 ÷ 应划转事项；未导入免交材料清单时不显示为 0 | Items that need fewer papers thanks to an open interface or certificate ÷ items in the reform; never 0 while no such list is loaded
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where papers > 0) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    sum(papers) as papers
from items_sharing($scope)
group by dims
