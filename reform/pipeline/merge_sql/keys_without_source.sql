-- Rows kept from before their profile named its source, and now come again with it: all that makes a row the same
-- and is known of both is alike.
create or replace temp table met_unnamed as
select *
from {kept}
where row_key in (select replace(row_key, $prefix, '') from staged);
