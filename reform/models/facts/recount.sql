-- The weeks of the items the changed cases counted in, and count in now: those parts of the cubes are summed anew.
create or replace temp table facts_after as
select subject_id, accepted_on, completed_segment
from cases
where case_no in (select case_no from changed_cases);

create or replace temp table touched as
select subject_id, completed_segment as segment
from facts_before
where completed_segment is not null
union
select subject_id, completed_segment
from facts_after
where completed_segment is not null;

create or replace temp table accepted_touched as
select subject_id, segment_start(accepted_on) as segment
from facts_before
union
select subject_id, segment_start(accepted_on)
from facts_after;

delete from cube
where (subject_id, segment) in (select (subject_id, segment) from touched);

delete from visited_cube
where (subject_id, segment) in (select (subject_id, segment) from touched);

delete from accepted_cube
where (subject_id, segment) in (select (subject_id, segment) from accepted_touched);

create or replace temp view facts_to_sort as
select *
from cases
where case_no in (select case_no from changed_cases);

create or replace temp view spans_to_count as
select min(segment) as first, max(segment) + 1 as after
from touched
having count(*) > 0;

create or replace temp view cases_to_count as
select *
from case_marks
where (subject_id, segment) in (select (subject_id, segment) from touched);

create or replace temp view counts_to_add as
select *
from counted_cases
where (subject_id, segment) in (select (subject_id, segment) from touched);

create or replace temp view visited_to_count as
select *
from visited_cases
where (subject_id, segment) in (select (subject_id, segment) from touched);

create or replace temp view accepted_to_count as
select *
from accepted_cases
where (subject_id, segment) in (select (subject_id, segment) from accepted_touched);
