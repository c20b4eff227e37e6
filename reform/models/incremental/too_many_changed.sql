-- A row if so much changed that a full build costs less than following.
select 1 as many
where (select count(*) from changed_cases) * 10 > (select count(*) from cases);
