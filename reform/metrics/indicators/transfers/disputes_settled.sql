-- code: T08
-- name: 争议办结率 | Disputes settled
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: disputes, items
-- needs: disputes.settled_on
-- rows: rows_disputes
-- means: 截至日已落实办结的争议 ÷ 截至日已提出的全部争议，按事项的原实施部门归类；另列待决定（已论证或已提请领导小组而未决定）与未办结数 | Disputes settled by the as-of date ÷ all disputes raised by then, under their item's original department; beside it those that await a decision (reviewed or put to the leading group, not decided) and all open ones
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_settled) as numerator,
    count(*) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where not is_settled) as open,
    count(*) filter (where state = 'reviewed') as awaiting_decision
from disputes_at($scope)
group by dims
