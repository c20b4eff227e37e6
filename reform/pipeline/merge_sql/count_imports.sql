-- How many imports are kept.
select count(*) as n
from imports;
