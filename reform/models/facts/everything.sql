-- A full build works through all ratings, and counts all cases.
create or replace temp view pending_ratings as
select *
from raw.ratings;

create or replace temp view cases_to_count as
select *
from completed_cases;

create or replace temp view accepted_to_count as
select *
from accepted_cases;

create or replace temp view visited_to_count as
select *
from visited_cases;
