-- The cases whose facts change with the rows just merged: their own row, or one of their pauses.
create or replace temp table changed_cases as
select row_key as case_no
from changed_rows
where dataset = 'cases'
union
select case_no
from raw.pauses
where row_key in (select row_key from changed_rows where dataset = 'pauses')
union
select case_no
from history.pauses
where row_key in (select row_key from changed_rows where dataset = 'pauses');
