-- What the names stood for so far.
select given, from_on, to_on, department, known, undated
from department_names;
