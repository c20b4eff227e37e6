-- A full build works through all ratings, and counts all cases.
create or replace temp view pending_ratings as
select *
from raw.ratings;

create or replace temp view facts_to_sort as
select *
from cases;

-- The cube is built half-year by half-year: that keeps what it holds in memory small however many cases there are,
-- and a question about a period finds its weeks side by side.
create or replace temp view spans_to_count as
select distinct
    make_date(year(segment), if(month(segment) < 7, 1, 7), 1) as first,
    cast(first + to_months(6) as date) as after
from case_marks;

create or replace temp view cases_to_count as
select *
from case_marks
where segment >= getvariable('span')['first'] and segment < getvariable('span')['after'];

create or replace temp view counts_to_add as
select *, true as is_elsewhere
from counted_cases;

create or replace temp view accepted_to_count as
select *
from accepted_cases;

create or replace temp view visited_to_count as
select *
from visited_cases;
