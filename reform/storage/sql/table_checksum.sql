-- What a table holds, whatever the order of its rows.
select count(*) as n, sum(cast(hash(kept) as hugeint)) as total
from kept;
