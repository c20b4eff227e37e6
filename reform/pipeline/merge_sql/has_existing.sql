-- A row if any key is not the only one.
select key_hash
from shared_keys
limit 1;
