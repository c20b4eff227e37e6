-- Completed cases: item × week × channel × side × visits → how many. Beside the cube and not in it: with visits
-- among its keys it would have twice the rows. Kept portable like the cube.
insert into visited_cube
select
    visited_to_count.subject_id,
    visited_to_count.segment,
    visited_to_count.channel,
    visited_to_count.side,
    visited_to_count.visits,
    sum(visited_to_count.cases) as cases
from visited_to_count
group by 1, 2, 3, 4, 5
having sum(visited_to_count.cases) > 0;
