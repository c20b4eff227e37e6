-- Accepted cases: item × week × channel × side × at the one window or not → how many. Kept portable like the cube.
insert into accepted_cube
select
    accepted_to_count.subject_id,
    accepted_to_count.segment,
    accepted_to_count.channel,
    accepted_to_count.side,
    accepted_to_count.one_window,
    sum(accepted_to_count.cases) as cases
from accepted_to_count
group by 1, 2, 3, 4, 5
having sum(accepted_to_count.cases) > 0;
