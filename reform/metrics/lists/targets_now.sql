-- name: 现行目标 | Targets in force
-- uses: targets
-- means: 截至日有效的目标：指标、适用部门、目标值与出处，后定的在前 | Targets in force at the as-of date: indicator, department, value and source, the latest first
select indicator, department, value, document, from_on, to_on
from target_rows
where from_on <= $scope['as_of'] and coalesce(to_on >= $scope['as_of'], true)
order by indicator, department nulls first, from_on desc
