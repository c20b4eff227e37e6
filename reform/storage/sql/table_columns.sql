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
