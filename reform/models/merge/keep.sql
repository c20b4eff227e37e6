-- One batch of accepted rows.
insert into staged by name
select *
from batch;
