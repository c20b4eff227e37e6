-- All rows kept.
select *
from {kept};
