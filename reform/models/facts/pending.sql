-- A full build works through all cases, in slices of their place in the table (facts/slice).
create or replace temp view pending_cases as
select *
from raw.cases
where rowid >= getvariable('slice')['first'] and rowid < getvariable('slice')['after'];
