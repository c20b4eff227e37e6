-- The kept rows under the keys of the incoming ones, and where they stand: the one look through all that is kept.
create or replace temp table met as
select rowid as place, *
from {kept}
where row_key in (select row_key from staged);

-- Most rows are the only one of their key and new. Only the others, known by the hash of their key (two
-- keys with one hash do no harm), have to be compared.
create or replace temp table shared_keys as
select hash(row_key) as key_hash
from staged
group by key_hash
having count(*) > 1
union
select hash(row_key)
from met;
