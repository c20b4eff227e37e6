-- The weeks of the items the changed cases count in now as well: those parts of the cube are summed anew.
insert into touched
select distinct subject_id, completed_segment
from cases
where case_no in (select case_no from changed_cases) and completed_on is not null;

delete from cube
where (subject_id, segment) in (select (subject_id, segment) from touched);

create or replace temp view cases_to_count as
select *
from completed_cases
where (subject_id, segment) in (select (subject_id, segment) from touched);
