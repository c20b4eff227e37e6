-- The rows that changed, for the facts to follow.
create or replace temp table changed_rows (dataset varchar, row_key varchar, import_id integer);
