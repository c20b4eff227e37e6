-- The same keys as they were before the numbers' source was named, by their hashes.
select distinct hash(replace(row_key, $prefix, '')) as key_hash
from staged;
