-- A row if a table holds any.
select 1 as n
from {kept}
limit 1;
