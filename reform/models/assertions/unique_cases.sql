-- No case may be kept twice; each row is a failure. By the hashes of their keys first, which need less room.
select 'a case kept twice: ' || count(*) as failure
from raw.cases
where hash(row_key) in (select hash(row_key) from raw.cases group by hash(row_key) having count(*) > 1)
group by row_key
having count(*) > 1;
