-- Take the changed rows out of the facts, and remember the cases: what they counted for is taken out of the cubes.
create or replace temp table cases_before as
select rowid as place, *
from cases
where case_no in (select case_no from changed_cases);

delete from cases
where rowid in (select place from cases_before);

-- What stands behind this place from now on is new.
set variable facts_end = (select coalesce(max(rowid), -1) from cases);

delete from unfinished
where case_no in (select case_no from changed_cases);

delete from suspensions
where case_no in (select case_no from changed_cases);

delete from stray_pauses
where case_no in (select case_no from changed_cases);

create or replace temp table changed_ratings as
select row_key as rating_key
from changed_rows
where dataset = 'ratings'
union
select row_key
from raw.ratings
where case_no in (select case_no from changed_cases);

delete from ratings
where rating_key in (select rating_key from changed_ratings);

-- The changed rows as they are kept now are worked through.
create or replace temp view pending_pauses as
select *
from raw.pauses
where case_no in (select case_no from changed_cases);

create or replace temp view filed_cases as
select *
from filed_anew;

create or replace temp view pending_cases as
select *
from filed_anew
where rowid >= getvariable('slice')['first'] and rowid < getvariable('slice')['after'];

create or replace temp view pending_places as
select max(rowid) as last
from filed_anew;

create or replace temp view pending_ratings as
select *
from raw.ratings
where row_key in (select rating_key from changed_ratings);
