-- code: M01
-- name: 议定事项办结率 | Decisions carried out
-- unit: %
-- better: higher
-- by: department, month, week
-- uses: decisions
-- needs: decisions.done_on|decisions.status
-- rows: rows_decisions
-- means: 截至日已办结的议定事项 ÷ 已导入的全部议定事项（不含终止的）；页面上录入的另行计列。结转：下次会议召开后仍未办结 | Decisions carried out by the as-of date ÷ all loaded ones, those dropped left out; what is typed on the page is counted beside them. Carried over: still open when the group met again
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_done) as numerator,
    count(*) filter (where not is_dropped) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_open) as open,
    count(*) filter (where is_open and meetings_since > 0) as carried_over
from decisions_at($scope)
group by dims
