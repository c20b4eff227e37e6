-- name: 大厅逐月 | The hall by month
-- uses: hall
-- means: 每月日均接待、收件、办结，与每收一件的接待人次（两者皆有记录的日子） | Visits, cases taken and finished a day by month, and visits for each case taken (over days that tell both)
select
    cast(date_trunc('month', day) as date) as month,
    count(*) as days,
    sum(visits) as visits,
    1.0 * sum(visits) / count(*) as visits_a_day,
    sum(taken) as taken,
    avg(taken) as taken_a_day,
    sum(finished) as finished,
    avg(finished) as finished_a_day,
    1.0 * sum(visits) filter (where taken is not null) / nullif(sum(taken), 0) as visits_a_case
from hall_days($scope)
group by 1
order by 1
