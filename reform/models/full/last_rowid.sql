-- The last place in the table of the cases to work through.
select coalesce(last, -1) as last
from pending_places;
