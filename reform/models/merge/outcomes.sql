-- How many rows came to what.
select outcome, count(*) as n
from judged
group by outcome;
