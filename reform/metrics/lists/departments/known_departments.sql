-- name: 已知部门 | Known departments
-- means: 数据中的部门，按页面上显示的名称 | The departments in the data, as the pages show them
select distinct department
from department_names
where known and department is not null
order by department
