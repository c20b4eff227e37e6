-- A full build works through all rows, the cases in slices of their place in the table (facts/slice).
create or replace temp view pending_cases as
select *
from raw.cases
where rowid >= getvariable('slice')['first'] and rowid < getvariable('slice')['after'];

create or replace temp view pending_ratings as
select *
from raw.ratings;

create or replace temp view cases_to_count as
select *
from completed_cases;
