-- statement: table_columns
-- The tables of a snapshot with their columns.
select
    tables.schema_name || '.' || tables.table_name as name,
    columns.column_name,
    columns.data_type
from duckdb_tables() as tables
inner join duckdb_columns() as columns
    on columns.schema_name = tables.schema_name and columns.table_name = tables.table_name
where not tables.internal and not tables.temporary
order by name, columns.column_name, columns.data_type;

-- statement: declared_columns
-- The columns of the tables that imports are put into.
select
    columns.schema_name || '.' || columns.table_name as name,
    columns.column_name,
    lower(columns.data_type) as type
from duckdb_columns() as columns
where
    columns.schema_name in ('raw', 'history')
    or (columns.schema_name = 'main' and columns.table_name in ('imports', 'rejects'));

-- statement: add_column
-- A column that was declared after this table was made.
alter table {kept} add column {field} {kind};

-- statement: has_rows
-- A row if a table holds any.
select 1 as n
from {kept}
limit 1;

-- statement: table_checksum
-- What a table holds, whatever the order of its rows.
select count(*) as n, sum(cast(hash(kept) as hugeint)) as total
from kept;

-- statement: list_imports
-- The record of every import, in order.
select
    import_id as "import",
    strftime(loaded_at, '%Y-%m-%dT%H:%M:%S') as loaded_at,
    file,
    sheet,
    dataset,
    read,
    accepted_new,
    accepted_correction,
    unchanged,
    rejected,
    skipped
from imports
order by import_id;
