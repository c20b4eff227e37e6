-- Items whose cases of the same time are counted more than once: by two cubes, or by a cube and one by one.
with spans as (
    select subject_id, cube_no as told_by, min(completed_on) as first_on, max(completed_on) as last_on
    from counted_cases
    group by 1, 2
    union all
    select subject_id, '', min(completed_on), max(completed_on)
    from cases
    where counted and completed_on is not null and exists (select 1 from raw.case_counts)
    group by 1
)

select
    count(distinct one.subject_id) as items,
    min(greatest(one.first_on, other.first_on)) as first_on,
    max(least(one.last_on, other.last_on)) as last_on
from spans as one
inner join spans as other
    on other.subject_id = one.subject_id
    and other.told_by > one.told_by
    and other.first_on <= one.last_on
    and other.last_on >= one.first_on;
