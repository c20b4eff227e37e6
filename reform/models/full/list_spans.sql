-- The spans of time the cube is built in, one after the other.
select first, after
from spans_to_count
order by first;
