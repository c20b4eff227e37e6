-- How many rows tell of a case that another row tells of.
select count(*) - count(distinct case_no) as n
from raw.cases
