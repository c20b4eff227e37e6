-- code: O02
-- name: 全程网办率 | Online from end to end
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 网上办理深度为 5 至 7（办理、结果反馈、电子证照反馈）的事项 ÷ 深度已知的依申请事项（许可、确认、给付、奖励、裁决、其他权力、公共服务；类型未填的计入） | Items with an online depth of 5 to 7 ÷ items on application (licence, confirmation, payment, reward, adjudication, other power, public service; type not given counts) whose depth is known
-- source: GB/T 39554.2-2020（网上办理深度） | GB/T 39554.2-2020 (online depth)
select
    dims,
    count(*) filter (where is_all_online) as numerator,
    count(online_depth) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from on_application($scope)
group by dims
