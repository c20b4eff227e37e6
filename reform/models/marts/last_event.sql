-- The last day on which something happened: the default as-of date. With an item list alone nothing has happened
-- yet: then the day it was loaded.
-- not null: last_event (last_on)
create or replace table last_event as
select coalesce(max(event_on), (select cast(max(loaded_at) as date) from imports)) as last_on
from dataset_days;
