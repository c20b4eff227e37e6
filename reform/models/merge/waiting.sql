-- Refused cells that have not come back corrected.
select *
from rejects
where resolved_by is null;
