-- Take over all rows kept elsewhere.
insert into {kept} by name
select *
from kept_rows;
