-- Rows of a replaced period that the file no longer holds.
create or replace temp table withdrawn as
select rowid as place, row_key, cast($import_id as integer) as import_id, cast($dataset as varchar) as dataset
from {kept}
where
    cast({period} as date) between $from_on and $to_on
    and row_key not in (select row_key from staged);
