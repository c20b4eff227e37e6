-- A row if any refusal waits to be settled.
select import_id
from rejects
where resolved_by is null
limit 1;
