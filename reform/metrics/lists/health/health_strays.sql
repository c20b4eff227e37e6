-- name: 对不上的记录 | Stray rows
-- means: 事项不在清单中的划转阶段、办件未导入的特别程序，按编号 | Transfer stages of items that are in no list and special procedures of cases that are not loaded, by their number
select 'stages' as dataset, item_code as reference, count(*) as rows, min(entered_on) as first_on, max(entered_on) as last_on
from raw.stages
where item_code not in (select item_code from items)
group by item_code
union all
select 'pauses', case_no, count(*), min(started_on), max(started_on)
from raw.pauses
where case_no not in (select case_no from cases)
group by case_no
order by dataset desc, rows desc, reference
