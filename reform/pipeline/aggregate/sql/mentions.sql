-- Every way the good cases say an item and a department, and in how many of each state.
select item_code, item_name, department, state, count(*) as n
from judged_cases
where fault is null
group by 1, 2, 3, 4
