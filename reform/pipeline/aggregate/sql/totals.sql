-- What was counted, to be held against what was read.
select count(*) as counts, sum(completed) as completed, min(segment) as first_on
from counted
