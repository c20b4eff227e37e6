-- name: 考核等次分布 | Grades of the latest assessment
-- uses: assessments
-- means: 期内最近一期考核各等次的人数 | How many people got which grade in the latest assessment of the period
select assessed_on, grade, sum(people) as people
from assessed_last($scope)
group by assessed_on, grade
having sum(people) > 0
order by case grade when 'excellent' then 1 when 'good' then 2 when 'competent' then 3 when 'barely' then 4 else 5 end
