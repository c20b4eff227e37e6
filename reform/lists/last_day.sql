-- name: 最近发生日 | Last day in the data
select last_on
from happened
