-- code: R01
-- name: 审管推送及时率 | Handed off in time
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: handoffs, cases, items
-- needs: handoffs.pushed_on
-- rows: rows_handoffs
-- means: 办结后 2 个工作日内（台账另有期限的按期限）推送给监管部门的 ÷ 已推送或已过期限的；按办结日期归期，办结日期不明的不计；台账之外的办件见 R01b | Hand-offs pushed within 2 working days of the completion (or by a day of their own) ÷ those pushed or past their day; by day of completion, those without one left out; what is in no ledger: R01b
-- source: 审管联动（先行地区办结后 2 个工作日内推送）；县级口径 | as practised in other counties; the county's own definition
select
    dims,
    count(*) filter (where pushed_on <= push_by) as numerator,
    count(*) filter (where push_by is not null and (is_pushed or is_overdue)) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(push_by) as n,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where push_by is not null and not is_pushed and not is_overdue) as pending,
    count(*) - n as left_out
from handoffs_in($scope)
group by dims
