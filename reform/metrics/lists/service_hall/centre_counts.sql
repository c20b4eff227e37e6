-- name: 中心盘点 | Counts of the centre
-- uses: centre
-- means: 截至日历次盘点的部门、事项、窗口、人员与岗位 | Departments, items, windows, staff and posts in each count up to the as-of date
select * exclude (dims)
from centre_at($scope)
order by recorded_on
