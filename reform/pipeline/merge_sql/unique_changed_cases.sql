-- The same where it was so before: none of the cases that changed may be kept twice.
select 'a case kept twice: ' || count(*) as failure
from raw.cases
where row_key in (select row_key from changed_rows where dataset = 'cases')
group by row_key
having count(*) > 1;
