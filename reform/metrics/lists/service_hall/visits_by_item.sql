-- name: 事项按跑动次数 | Items by visits
-- uses: items, stages
-- means: 依申请事项按到办事现场次数分：0 次、1 次、2 次及以上、未填 | Items on application by the visits asked for: none, one, two or more, not given
select case when visits > 2 then 2 else visits end as visits, count(*) as n
from on_application($scope)
group by 1
order by 1 nulls last
