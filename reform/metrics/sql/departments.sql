-- Every name that a department has in the answers (metrics/row_limit.py).
select distinct department
from department_names
where department is not null;
