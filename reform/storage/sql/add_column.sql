-- A column that was declared after this table was made.
alter table {kept} add column {column} {type};
