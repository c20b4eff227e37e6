-- code: O04
-- name: 最多跑一次占比（事项口径） | One visit at most (by item)
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 到办事现场次数不多于 1 次的事项 ÷ 次数已知的依申请事项（许可、确认、给付、奖励、裁决、其他权力、公共服务；类型未填的计入）；是规定，不是实际跑动 | Items that need one visit at most ÷ items on application (licence, confirmation, payment, reward, adjudication, other power, public service; type not given counts) whose visits are known; what is asked, not what happens
-- source: GB/T 39554.2-2020（到办事现场次数） | GB/T 39554.2-2020 (visits)
select
    dims,
    count(*) filter (where visits <= 1) as numerator,
    count(visits) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out,
    count(*) filter (where visits > 0 and visit_reason is null) as without_reason
from on_application($scope)
group by dims
