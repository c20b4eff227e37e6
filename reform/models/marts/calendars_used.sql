-- The calendars on which days used are counted: of cases counted elsewhere it is the official one.
-- unique: calendars_used (calendar_kind)
-- not null: calendars_used (calendar_kind)
create or replace table calendars_used as
select calendar_kind
from cases
union
select 'china'
from counted_cases;
