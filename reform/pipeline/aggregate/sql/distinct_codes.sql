-- The words that must be codes.
select distinct 'cases' as dataset, 'channel' as name, channel as word
from raw.cases
union all
select distinct 'cases' as dataset, 'result' as name, result as word
from raw.cases
union all
select distinct 'pauses' as dataset, 'kind' as name, kind as word
from raw.pauses
