-- DuckDB's own parser: a statement as a tree and back (metrics/combined.py).

-- statement: parsed
select json_serialize_sql(cast($1 as varchar), skip_null := true, skip_default := true) as tree;

-- statement: written
select json_deserialize_sql(cast($1 as json)) as sql;

-- statement: wanted
select
    grouping(dims) as split,
    count(*) as counted
from completed($scope)
group by dims;

-- statement: functions
select
    function_type as kind,
    list(distinct function_name) as names
from duckdb_functions()
where function_type in ('scalar', 'aggregate', 'macro')
group by function_type
order by function_type;
