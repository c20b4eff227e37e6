-- name: 各渠道宣传 | Outreach by channel
-- uses: outreach
-- means: 期内各渠道宣传的次数、有统计的次数及其触达人数；没有统计的不当作 0 | Times by channel in the period, how many of them were counted, and the reach of those; what nobody counted is never 0
select channel, count(*) as times, count(reach) as reach_known, sum(reach) as reach, max(held_on) as last_on
from told_in($scope)
group by channel
order by times desc, channel
