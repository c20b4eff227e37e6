-- All pauses, and all cases in one piece, for an engine that cuts them by itself.
create or replace temp view pending_pauses as
select *
from raw.pauses;

create or replace temp view filed_cases as
select *
from raw.cases;

create or replace temp view pending_cases as
select *
from raw.cases;
