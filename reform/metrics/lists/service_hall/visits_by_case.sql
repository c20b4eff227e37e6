-- name: 办件按跑动次数 | Cases by visits
-- by: channel
-- uses: cases, items
-- means: 期内办结件按申请人实际到现场次数分：0 次、1 次、2 次及以上、不掌握 | Cases completed in the period by the visits they took: none, one, two or more, not known
select case when visits > 2 then 2 else visits end as visits, cast(sum(cases) as bigint) as n
from visited($scope)
group by 1
order by 1 nulls last
