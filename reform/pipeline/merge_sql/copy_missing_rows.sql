-- Take over the rows kept elsewhere that are not here yet.
insert into {kept} by name
select *
from kept_rows
where row_key not in (select row_key from {kept});
