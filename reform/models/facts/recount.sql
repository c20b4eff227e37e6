-- The weeks of the items the changed cases count in now as well: those parts of the cubes are summed anew.
insert into touched
select distinct subject_id, completed_segment
from cases
where case_no in (select case_no from changed_cases) and completed_on is not null;

insert into accepted_touched
select distinct subject_id, segment_start(accepted_on)
from cases
where case_no in (select case_no from changed_cases);

delete from cube
where (subject_id, segment) in (select (subject_id, segment) from touched);

delete from visited_cube
where (subject_id, segment) in (select (subject_id, segment) from touched);

delete from accepted_cube
where (subject_id, segment) in (select (subject_id, segment) from accepted_touched);

create or replace temp view cases_to_count as
select *
from completed_cases
where (subject_id, segment) in (select (subject_id, segment) from touched);

create or replace temp view visited_to_count as
select *
from visited_cases
where (subject_id, segment) in (select (subject_id, segment) from touched);

create or replace temp view accepted_to_count as
select *
from accepted_cases
where (subject_id, segment) in (select (subject_id, segment) from accepted_touched);
