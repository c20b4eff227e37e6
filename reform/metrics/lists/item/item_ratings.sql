-- name: 一个事项的评价 | One item's ratings
-- uses: ratings
-- means: 截至日之前的有效评价，按等级计数 | Valid ratings up to the as-of date, counted by level
select cast(level as varchar) as level, count(*) as ratings
from ratings_in($scope) as rated
inner join subjects on subjects.subject_id = rated.subject_id
where rated.valid and list_contains($scope['items'], subjects.item_code) and not subjects.unmatched
group by 1
order by 1
