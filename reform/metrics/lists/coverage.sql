-- name: 数据范围 | What is loaded
-- means: 各数据集的行数、首末日期、未匹配与暂估的办件 | Rows, first and last day of each dataset, cases unmatched or provisional
select dataset, rows, first_on, last_on
from coverage
order by dataset
