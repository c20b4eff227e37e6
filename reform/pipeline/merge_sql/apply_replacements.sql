-- Put the judged rows in place: replaced versions go to history, the latest version stays.
insert into {history} by name
select met.* exclude (place), moves.import_id as replaced_by
from met
inner join moves on moves.row_key = met.row_key;

insert into {history} by name
select staged.*, moves.import_id, moves.import_id as replaced_by
from staged
inner join judged on judged.source_row = staged.source_row
inner join moves on moves.row_key = staged.row_key and moves.source_row > staged.source_row
where judged.outcome <> 'unchanged';

delete from {kept}
where rowid in (select place from met where row_key in (select row_key from moves));

insert into {kept} by name
select staged.*, moves.import_id
from staged
inner join moves on moves.source_row = staged.source_row;
