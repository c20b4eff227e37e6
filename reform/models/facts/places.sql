-- The last place in the table of cases.
select coalesce(max(rowid), -1) as last
from raw.cases;
