-- Which datasets the rows just merged belong to.
select distinct dataset
from changed_rows;
