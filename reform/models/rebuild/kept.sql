-- The tables of a snapshot.
select schema_name || '.' || table_name as name
from duckdb_tables()
where not internal and not temporary
order by name;
