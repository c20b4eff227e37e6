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
{% for moment in ("before", "after") %}
create or replace temp view cases as
select *
from cases_{{ moment }};

{% for name, counted in (("counted", "case_measures"), ("accepted", "accepted_cases"), ("visited", "visited_cases")) %}
create or replace temp table {{ name }}_{{ moment }} as
select *
from {{ counted }};

{% endfor %}
{% endfor %}
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

{% for name, key in (("accepted", "one_window"), ("visited", "visits")) %}
create or replace temp table {{ name }}_changes as
select *
from {{ name }}_after
union all
select * replace (-cases as cases)
from {{ name }}_before;

create or replace temp table {{ name }}_cells as
select cube.rowid as place, cube.*
from {{ name }}_cube as cube
semi join {{ name }}_changes as changes
    on changes.subject_id = cube.subject_id
    and changes.segment = cube.segment
    and changes.channel is not distinct from cube.channel
    and changes.side is not distinct from cube.side
    and changes.{{ key }} is not distinct from cube.{{ key }};

delete from {{ name }}_cube
where rowid in (select place from {{ name }}_cells);

create or replace temp view {{ name }}_to_count as
select * exclude (place)
from {{ name }}_cells
union all by name
select *
from {{ name }}_changes;

{% endfor %}
