-- The columns of the tables that imports are put into.
select columns.schema_name || '.' || columns.table_name as name, columns.column_name, lower(columns.data_type) as type
from duckdb_columns() as columns
where
    columns.schema_name in ('raw', 'history')
    or (columns.schema_name = 'main' and columns.table_name in ('imports', 'rejects'));
