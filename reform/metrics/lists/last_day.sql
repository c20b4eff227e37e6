-- name: 最近发生日 | Last day in the data
-- means: 数据中最后一个有事发生的日期；计划与期限不算 | The last day on which something happened; plans and deadlines do not count
select last_on
from happened
