-- The rows kept under some keys, to judge a file without touching the warehouse.
select *
from {kept}
where hash(row_key) in (select key_hash from asked_keys);
