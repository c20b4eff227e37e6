-- They leave the kept rows and stay in history.
insert into {history} by name
select kept.*, withdrawn.import_id as replaced_by
from {kept} as kept
inner join withdrawn on withdrawn.place = kept.rowid;

delete from {kept}
where rowid in (select place from withdrawn);

insert into changed_rows
select dataset, row_key, import_id
from withdrawn;

select count(*) as n
from withdrawn;
