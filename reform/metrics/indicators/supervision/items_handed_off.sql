-- code: R01b
-- name: 审管推送事项覆盖率 | Items handed off
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: handoffs, cases, items
-- needs: stages, handoffs.pushed_on
-- rows: rows_items_to_hand_off
-- means: 推送过的划转事项 ÷ 期内有划转后办结件的划转事项；从未推送的是监管盲区；未导入推送台账时不显示为 0 | Transferred items ever handed off ÷ transferred items with cases completed after their transfer in the period; those never handed off are the blind spots; never 0 while no ledger is loaded
-- source: 审管联动；县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_handed) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    sum(cases) filter (where not is_handed) as cases_unseen
from items_to_hand_off($scope)
group by dims
