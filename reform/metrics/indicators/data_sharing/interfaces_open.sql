-- code: G02
-- name: 共享资源开通率 | Promised data opened
-- unit: %
-- better: higher
-- by: department
-- uses: interfaces
-- needs: interfaces.opened_on
-- rows: rows_interfaces
-- means: 已开通的接口与电子证照 ÷ 清单中承诺开通的接口与电子证照；超期指过了承诺日期仍未开通 | Interfaces and certificates opened ÷ those promised in the list; overdue ones are past their promised day and not open
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_open) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_overdue) as overdue
from interfaces_at($scope)
group by dims
