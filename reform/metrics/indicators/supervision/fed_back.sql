-- code: R02b
-- name: 审管反馈率 | Hand-offs reported back
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: handoffs, cases, items
-- needs: handoffs.fed_back_on
-- rows: rows_handoffs
-- means: 监管部门反馈监管情况的推送 ÷ 已推送的；按办结日期归期 | Hand-offs on which the department reported back ÷ those pushed; by day of completion
-- source: 审管联动；县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_pushed and is_fed_back) as numerator,
    count(*) filter (where is_pushed) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) filter (where is_pushed and feedback in ('problem', 'penalty', 'revoke')) as with_problem
from handoffs_in($scope)
group by dims
