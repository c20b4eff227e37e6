-- How many rows came to what.
select outcome, count(*) as n
from judged
group by outcome
union all
select 'alone', (select count(*) from staged) - (select count(*) from judged);
