-- name: 部门名称对照 | Department names
-- means: 本县的部门名称对照表，作废的行也在内 | The county's own table of department names, rows taken back included
select alias, standard, valid_from, valid_to, coalesce(withdrawn, false) as withdrawn
from raw.departments
order by alias, valid_from nulls first
