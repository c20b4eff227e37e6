-- name: 导入记录 | Imports
-- means: 每次导入的收支 | The account of each import
select *
from imports
order by import_id desc
