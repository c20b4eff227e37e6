-- name: 各部门评价 | Ratings by department
-- by: channel
-- channels: ratings
-- uses: ratings
-- means: 各部门的有效评价、差评、按期整改与逾期未整改 | Valid ratings, bad ones, rectified in time and overdue by department
select
    department,
    count(*) filter (where valid) as ratings,
    count(*) filter (where valid and level = 1) as very_satisfied,
    count(*) filter (where bad) as bad,
    count(*) filter (where bad and is_rectified and rectified_on <= due_on) as rectified_in_time,
    count(*) filter (where bad and is_past_due and not is_rectified) as overdue
from ratings_in($scope)
group by department
order by bad desc, ratings desc
