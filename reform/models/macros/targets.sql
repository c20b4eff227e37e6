-- Targets with the department they are for, as its names stand now: a target is of the present.
create or replace view target_rows as
select
    source.indicator,
    source.department,
    source.from_on,
    source.to_on,
    source.value,
    source.document
from named_targets as source;
