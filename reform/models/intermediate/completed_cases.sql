-- Completed cases, told one by one or counted elsewhere.
create or replace view completed_cases as
select *
from case_measures
union all by name
select * exclude (cube_no)
from counted_cases;
