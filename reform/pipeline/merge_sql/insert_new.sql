-- Put the rows in place that share their key with no other.
insert into {kept} by name
select *, cast($import_id as integer) as import_id
from staged
where hash(row_key) not in (select key_hash from shared_keys);
