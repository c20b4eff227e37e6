-- The keys whose kept row changes with this import, and the row of the file that holds now.
create or replace temp table moves as
select
    judged.row_key,
    max(judged.source_row) as source_row,
    cast($import_id as integer) as import_id
from judged
where judged.outcome <> 'unchanged'
group by judged.row_key;
