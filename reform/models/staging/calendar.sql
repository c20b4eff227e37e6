-- Every day of the three calendars with its running working-day number: subtract two of them to count.
-- unique: calendar (kind, day)
-- not null: calendar (is_workday, workday_no, provisional)
create or replace table calendar as
select kind, day, is_workday, workday_no, provisional
from calendar_days
order by kind, day;
