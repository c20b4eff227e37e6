-- Every row is the only one of its key and new: there is nothing to judge and nothing moves.
create or replace temp table judged (row_key varchar, source_row bigint, outcome varchar);

create or replace temp table moves (row_key varchar, source_row bigint, import_id integer);
