-- statement: rows
-- A row if a dataset holds any.
select 1 as n
from {kept}
limit 1;

-- statement: column_values
-- A row if a column of a dataset holds any value.
select 1 as n
from {kept}
where {field} is not null
limit 1;

-- statement: files_of_dataset
-- A row if a loaded file was of the dataset, with or without rows.
select 1 as n
from imports
where dataset = $dataset
limit 1;

-- statement: files_with_column
-- A row if a loaded file of the dataset had the column, with or without values.
select 1 as n
from imports
where dataset = $dataset and list_contains(given_columns, $field)
limit 1;
