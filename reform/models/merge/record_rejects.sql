-- The refused cells of one import, for the list of what is still to be corrected.
insert into rejects by name
select *
from refused;
