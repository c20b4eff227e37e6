-- How often a case's applicant came, by the day it was completed: without withdrawn and terminated cases.
create or replace view visited_cases as
select
    cases.subject_id,
    cases.completed_on,
    cases.completed_segment as segment,
    cases.channel,
    cases.side,
    cases.visits,
    1 as cases
from cases
where cases.counted and cases.completed_on is not null;
