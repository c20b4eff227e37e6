-- What the cases say of items and departments, where the models look for it. There is no case in it.
insert into raw.cases by name
select distinct item_code, item_name, department
from mentions
