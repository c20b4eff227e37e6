-- Room for the accepted rows of one table, as they come from intake.
create or replace temp table staged as
select * exclude (import_id)
from {kept}
limit 0;
