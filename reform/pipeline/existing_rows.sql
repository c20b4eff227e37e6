-- statement: last_import
-- Number of the last import; 0 before the first.
select coalesce(max(import_id), 0) as last
from imports;

-- statement: count_imports
-- How many imports there are.
select count(*) as n
from imports;

-- statement: rows_by_key
-- Kept rows under the asked keys.
select *
from {kept}
where hash(row_key) in (select key_hash from asked_keys);

-- statement: rows_in_period
-- Kept rows with a day in the period.
select *
from {kept}
where cast({period} as date) between $from_on and $to_on;

-- statement: all_rows
-- All kept rows of a table.
select *
from {kept};

-- statement: copy_missing_rows
-- Rows kept elsewhere that are not here yet.
insert into {kept} by name
select *
from kept_rows
where row_key not in (select row_key from {kept});

-- statement: copy_all_rows
-- All rows kept elsewhere.
insert into {kept} by name
select *
from kept_rows;
