-- The rows kept with a day in a period.
select *
from {kept}
where cast({period} as date) between $from_on and $to_on;
