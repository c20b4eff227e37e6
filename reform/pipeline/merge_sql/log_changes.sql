-- What this table changed: new and corrected rows.
insert into changed_rows
select cast($dataset as varchar), row_key, import_id
from moves
union all
select cast($dataset as varchar), row_key, cast($import_id as integer)
from staged
where hash(row_key) not in (select key_hash from shared_keys);
