-- The last day on which something happened to a case.
select max(greatest(cast(applied_at as date), cast(accepted_at as date), cast(completed_at as date))) as last_on
from raw.cases
