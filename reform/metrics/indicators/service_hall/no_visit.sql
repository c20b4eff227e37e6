-- code: O05
-- name: 零跑动占比（事项口径） | No visit (by item)
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- needs: items.online_depth
-- rows: rows_items
-- means: 到办事现场次数为 0 或网上办理深度为 5 至 7 的事项 ÷ 次数已知的依申请事项（许可、确认、给付、奖励、裁决、其他权力、公共服务；类型未填的计入） | Items that need no visit, or with an online depth of 5 to 7 ÷ items on application (licence, confirmation, payment, reward, adjudication, other power, public service; type not given counts) whose visits are known
-- source: GB/T 39554.2-2020（到办事现场次数、网上办理深度） | GB/T 39554.2-2020 (visits, online depth)
select
    dims,
    count(*) filter (where visits = 0 or (visits is not null and is_all_online)) as numerator,
    count(visits) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from on_application($scope)
group by dims
