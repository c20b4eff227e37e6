-- code: H05
-- name: 培训人次 | Attendances at trainings
-- unit: 人次 | attendances
-- better: higher
-- by: department, month
-- uses: trainings
-- rows: rows_attendances
-- means: 期内参加培训的人次：逐人登记的每行一人次，其余按参训人数；分母为场次 | Attendances in the period: one for each staff member listed, else the headcount; the denominator is the number of sessions
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(attended) as numerator,
    count(distinct session_no) as denominator,
    sum(attended) as value,
    sum(attended) as n
from trained_in($scope)
group by dims
