-- The number of the last import.
select coalesce(max(import_id), 0) as last
from imports;
