-- The rows kept now, to judge a file without touching the warehouse.
select *
from {kept};
