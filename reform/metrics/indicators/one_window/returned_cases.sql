-- code: W06
-- name: 环节退回率 | Cases sent back
-- unit: %
-- better: lower
-- by: department, domain, batch, channel, side, item
-- uses: steps, cases, items
-- needs: steps.action
-- rows: rows_steps
-- means: 期内有环节被退回的办件 ÷ 期内有环节结束的办件 | Cases with a step sent back in the period ÷ cases with a step that ended in the period
-- source: GB/T 39046-2020（业务动作） | GB/T 39046-2020 (action)
select
    dims,
    count(distinct case_no) filter (where action = 'return') as numerator,
    count(distinct case_no) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n
from steps_in($scope)
group by dims
