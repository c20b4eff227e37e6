-- Lists a reader chooses from.
-- unique: choices (department, domain, batch)
create or replace table choices as
select distinct department, domain, batch
from subjects;
