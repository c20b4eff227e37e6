-- code: R02
-- name: 审管签收率 | Hand-offs acknowledged
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: handoffs, cases, items
-- needs: handoffs.acknowledged_on
-- rows: rows_handoffs
-- means: 监管部门签收的推送 ÷ 已推送的；已反馈的视为已签收，退回的不算签收；按办结日期归期 | Hand-offs the department acknowledged ÷ those pushed; a report back counts as an acknowledgement, one sent back does not; by day of completion
-- source: 审管联动；县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_pushed and is_acknowledged) as numerator,
    count(*) filter (where is_pushed) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) filter (where is_unanswered) as unanswered,
    count(*) filter (where is_pushed and not is_acknowledged and returned_reason is not null) as returned
from handoffs_in($scope)
group by dims
