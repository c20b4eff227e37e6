-- What every name of a department in the files stands for: one row a name and period, without gaps and
-- without overlaps. A row of its own says that no name is no department.
-- known: said by the county or shipped; a name that is not stands for itself and waits in the queue
-- undated: the row for what has no date, such as the item list: the last period in which the name is known
-- unique: department_names (given, from_on)
-- not null: department_names (from_on, to_on, known, undated)
create or replace table department_names as
select given, from_on, to_on, department, known, undated
from resolved_names
order by given, from_on;
