-- How many rows were read, what they break, and what becomes of them.
select 'cases' as dataset, fault, state, count(*) as n
from judged_cases
group by 1, 2, 3
union all
select 'pauses' as dataset, fault, state, count(*) as n
from judged_pauses
group by 1, 2, 3
