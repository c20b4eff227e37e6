-- name: 待对照的部门名称 | Department names to be mapped
-- means: 对照表中没有的部门名称、其期间，以及出现在多少事项、办件和评价中 | Names that no table of departments knows, during which time, and in how many items, cases and ratings they stand
with unknown as (
    select given, from_on, to_on, undated
    from department_names
    where not known
),

mentions as (
    select unknown.given, unknown.from_on, count(*) as items, 0 as cases, 0 as ratings
    from raw.items as listed
    inner join unknown
        on unknown.undated and unknown.given in (listed.department, listed.supervising_department)
    group by 1, 2
    union all
    select unknown.given, unknown.from_on, 0, count(*), 0
    from raw.cases as filed
    inner join unknown
        on unknown.given = filed.department
        and cast(filed.accepted_at as date) between unknown.from_on and unknown.to_on
    group by 1, 2
    union all
    select unknown.given, unknown.from_on, 0, 0, count(*)
    from raw.ratings as rated
    inner join unknown
        on unknown.given = rated.department
        and cast(rated.rated_at as date) between unknown.from_on and unknown.to_on
    group by 1, 2
)

select
    unknown.given as name,
    case when unknown.from_on > ends.first_on then unknown.from_on end as valid_from,
    case when unknown.to_on < ends.last_on then unknown.to_on end as valid_to,
    sum(mentions.items) as items,
    sum(mentions.cases) as cases,
    sum(mentions.ratings) as ratings
from mentions
inner join unknown on unknown.given = mentions.given and unknown.from_on = mentions.from_on
cross join (select min(from_on) as first_on, max(to_on) as last_on from department_names) as ends
group by 1, 2, 3
order by items desc, cases desc, ratings desc, name, valid_from
