-- The keys of the incoming rows that are not here yet, by their hashes.
select distinct hash(row_key) as key_hash
from staged
where row_key not in (select row_key from {kept});
