-- The cases without a completion, copied from the fact: what is open on the last day is asked of these few.
-- unique: unfinished (case_no)
-- relates: unfinished (case_no) to cases (case_no)
insert into unfinished
select *
from facts_to_sort
where counted and completed_on is null;
