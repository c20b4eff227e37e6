-- Lists a reader chooses from.
create or replace table choices as
select distinct department, domain, batch
from subjects;
