-- How a case was handed in, by the day it was accepted: every case, for whether it will be withdrawn is not known
-- on that day. Kept portable like the cube.
create or replace view accepted_cases as
select
    cases.subject_id,
    cases.accepted_on,
    segment_start(cases.accepted_on) as segment,
    cases.channel,
    cases.side,
    cases.one_window,
    1 as cases
from cases;
