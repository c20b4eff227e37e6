-- A full build works through all pauses and all cases, these in slices of their place in the table (full/set_slice).
create or replace temp view pending_pauses as
select *
from raw.pauses;

create or replace temp view filed_cases as
select *
from raw.cases;

create or replace temp view pending_cases as
select *
from raw.cases
where rowid >= getvariable('slice')['first'] and rowid < getvariable('slice')['after'];

create or replace temp view pending_places as
select max(rowid) as last
from raw.cases;
