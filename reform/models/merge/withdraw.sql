-- They leave the kept rows and stay in history.
insert into {history} by name
select kept.*, withdrawn.import_id as replaced_by
from {kept} as kept
inner join withdrawn on withdrawn.row_key = kept.row_key;

delete from {kept}
where row_key in (select row_key from withdrawn);

insert into changed_rows
select dataset, row_key
from withdrawn;

select count(*) as n
from withdrawn;
