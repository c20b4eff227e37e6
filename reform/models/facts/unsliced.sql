-- All cases in one piece, for an engine that cuts them by itself.
create or replace temp view pending_cases as
select *
from raw.cases;
