-- What the changed cases counted for is taken out of the cube, what they count for now comes in: only the cells
-- they touch are summed anew, each from what it was and what changed.
create or replace temp table cases_after as
select *
from cases
where rowid > getvariable('facts_end');

-- A temporary name goes before a lasting one: for a moment the views of what counts tell of these cases alone.
create temp view cases as
select *
from cases_before;

create or replace temp table counted_before as
select *
from case_measures;

create or replace temp view cases as
select *
from cases_after;

create or replace temp table counted_after as
select *
from case_measures;

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

create or replace temp view cases_to_count as
select * exclude (place)
from cells_before
union all by name
select *
from count_changes;
