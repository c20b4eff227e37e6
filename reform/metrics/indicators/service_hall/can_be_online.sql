-- code: O01
-- name: 网上可办率 | Can be done online
-- unit: %
-- better: higher
-- by: department, domain, batch, item
-- uses: items, stages
-- rows: rows_items
-- means: 网上办理深度为 2 至 7（收件、预审、受理、办理、反馈）的事项 ÷ 深度已知的依申请事项（许可、确认、给付、奖励、裁决、其他权力、公共服务；类型未填的计入）；是能力，不是实际使用 | Items with an online depth of 2 to 7 ÷ items on application (licence, confirmation, payment, reward, adjudication, other power, public service; type not given counts) whose depth is known; what could be done, not what is
-- source: GB/T 39554.2-2020（网上办理深度）；国办发〔2018〕45号 | GB/T 39554.2-2020 (online depth); State Council office paper 45 of 2018
select
    dims,
    count(*) filter (where is_online) as numerator,
    count(online_depth) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from on_application($scope)
group by dims
