-- What must hold before a snapshot is published; each row is a failure.
select 'unbalanced import ' || import_id as failure
from imports
where read <> accepted_new + accepted_correction + unchanged + rejected + skipped
union all
select 'cases lost: ' || (kept.n - fact.n)
from (select count(*) as n from raw.cases) as kept
cross join (select count(*) as n from cases) as fact
where kept.n <> fact.n
union all
select 'ratings lost: ' || (kept.n - fact.n)
from (select count(*) as n from raw.ratings) as kept
cross join (select count(*) as n from ratings) as fact
where kept.n <> fact.n
union all
select 'cube does not add up: ' || coalesce(sums.n, 0)
from (select sum(completed) as n from cube) as sums
cross join (
    select
        (select count(*) from case_measures) + (select coalesce(sum(completed), 0) from raw.case_counts) as n
) as fact
where coalesce(sums.n, 0) <> fact.n
union all
select 'cube of accepted cases does not add up: ' || coalesce(sums.n, 0)
from (select sum(cases) as n from accepted_cube) as sums
cross join (select count(*) as n from accepted_cases) as fact
where coalesce(sums.n, 0) <> fact.n
union all
select 'cube of visits does not add up: ' || coalesce(sums.n, 0)
from (select sum(cases) as n from visited_cube) as sums
cross join (select count(*) as n from visited_cases) as fact
where coalesce(sums.n, 0) <> fact.n;
