-- Targets with the department they are for, as its names stand now: a target is of the present.
create or replace view target_rows as
select
    source.indicator,
    names.department,
    source.from_on,
    source.to_on,
    source.value,
    source.document
from raw.targets as source
inner join department_names as names
    on names.undated and names.given is not distinct from source.department;
