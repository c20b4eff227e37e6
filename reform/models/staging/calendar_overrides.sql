-- Days the county loaded over the built-in calendar.
select day, is_workday, notice
from raw.calendar
order by day;
