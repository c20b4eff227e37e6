-- Take the changed rows out of the facts, remembering which weeks of which items they counted in.
create or replace temp table facts_before as
select subject_id, accepted_on, completed_segment
from cases
where case_no in (select case_no from changed_cases);

create or replace temp table changed_ratings as
select row_key as rating_key
from changed_rows
where dataset = 'ratings'
union
select row_key
from raw.ratings
where case_no in (select case_no from changed_cases);

delete from cases
where case_no in (select case_no from changed_cases);

delete from unfinished
where case_no in (select case_no from changed_cases);

delete from ratings
where rating_key in (select rating_key from changed_ratings);

create or replace temp view pending_cases as
select *
from raw.cases
where
    rowid >= getvariable('slice')['first']
    and rowid < getvariable('slice')['after']
    and case_no in (select case_no from changed_cases);

create or replace temp view pending_ratings as
select *
from raw.ratings
where row_key in (select rating_key from changed_ratings);
