-- What the changed cases counted for is taken out of the cubes, what they count for now comes in: only the cells
-- they touch are summed anew, each from what it was and what changed.
create or replace temp table cases_after as
select *
from cases
where rowid > getvariable('facts_end');

create or replace temp view facts_to_sort as
select *
from cases_after;

-- A temporary name goes before a lasting one: for a moment the views of what counts tell of these cases alone.
create temp view cases as
select *
from cases_before;

create or replace temp table counted_before as
select *
from case_measures;

create or replace temp table accepted_before as
select *
from accepted_cases;

create or replace temp table visited_before as
select *
from visited_cases;

create or replace temp view cases as
select *
from cases_after;

create or replace temp table counted_after as
select *
from case_measures;

create or replace temp table accepted_after as
select *
from accepted_cases;

create or replace temp table visited_after as
select *
from visited_cases;

drop view temp.cases;

create or replace temp table count_changes as
select * exclude (completed_on)
from counted_after
union all by name
select
    subject_id,
    segment,
    channel,
    side,
    working_days,
    -columns(* exclude (subject_id, completed_on, segment, channel, side, working_days))
from counted_before;

create or replace temp table cells_before as
select cube.rowid as place, cube.*
from cube
semi join count_changes
    on count_changes.subject_id = cube.subject_id
    and count_changes.segment = cube.segment
    and count_changes.channel is not distinct from cube.channel
    and count_changes.side is not distinct from cube.side
    and count_changes.working_days is not distinct from cube.working_days;

delete from cube
where rowid in (select place from cells_before);

-- The rows of case_counts stand in cells of their own, beside those of the cases.
create or replace temp view counted_there as
select counted_cases.* exclude (cube_no, completed_on)
from counted_cases
semi join cells_before
    on cells_before.subject_id = counted_cases.subject_id
    and cells_before.segment = counted_cases.segment
    and cells_before.channel is not distinct from counted_cases.channel
    and cells_before.side is not distinct from counted_cases.side
    and cells_before.working_days is not distinct from counted_cases.working_days;

create or replace temp view counts_to_add as
select * exclude (place), false as is_elsewhere
from cells_before
union all by name
select *, false as is_elsewhere
from count_changes
union all by name
select
    subject_id,
    segment,
    channel,
    side,
    working_days,
    -columns(* exclude (subject_id, segment, channel, side, working_days)),
    false as is_elsewhere
from counted_there
union all by name
select *, true as is_elsewhere
from counted_there;

create or replace temp table accepted_changes as
select *
from accepted_after
union all
select * replace (-cases as cases)
from accepted_before;

create or replace temp table accepted_cells as
select accepted_cube.rowid as place, accepted_cube.*
from accepted_cube
semi join accepted_changes
    on accepted_changes.subject_id = accepted_cube.subject_id
    and accepted_changes.segment = accepted_cube.segment
    and accepted_changes.channel is not distinct from accepted_cube.channel
    and accepted_changes.side is not distinct from accepted_cube.side
    and accepted_changes.one_window is not distinct from accepted_cube.one_window;

delete from accepted_cube
where rowid in (select place from accepted_cells);

create or replace temp view accepted_to_count as
select * exclude (place)
from accepted_cells
union all by name
select *
from accepted_changes;

create or replace temp table visited_changes as
select *
from visited_after
union all
select * replace (-cases as cases)
from visited_before;

create or replace temp table visited_cells as
select visited_cube.rowid as place, visited_cube.*
from visited_cube
semi join visited_changes
    on visited_changes.subject_id = visited_cube.subject_id
    and visited_changes.segment = visited_cube.segment
    and visited_changes.channel is not distinct from visited_cube.channel
    and visited_changes.side is not distinct from visited_cube.side
    and visited_changes.visits is not distinct from visited_cube.visits;

delete from visited_cube
where rowid in (select place from visited_cells);

create or replace temp view visited_to_count as
select * exclude (place)
from visited_cells
union all by name
select *
from visited_changes;
