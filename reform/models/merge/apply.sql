-- Put the judged rows in place: replaced versions go to history, the latest version stays.
insert into {history} by name
select kept.*, moves.import_id as replaced_by
from {kept} as kept
inner join moves on moves.row_key = kept.row_key;

insert into {history} by name
select staged.*, moves.import_id, moves.import_id as replaced_by
from staged
inner join judged on judged.source_row = staged.source_row
inner join moves on moves.row_key = staged.row_key and moves.source_row > staged.source_row
where judged.outcome <> 'unchanged';

delete from {kept}
where row_key in (select row_key from moves);

insert into {kept} by name
select staged.*, moves.import_id
from staged
inner join moves on moves.source_row = staged.source_row;
