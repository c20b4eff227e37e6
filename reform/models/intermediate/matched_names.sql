-- What cases and ratings are about: an item of the list, or, where none fits, the department and name
-- the file itself gives (unmatched). The cube is keyed by it, so its rows stay few.
-- A department is what its name stands for on the day in question (staging/department_names.sql).

-- A name leads to an item only when it leads to one item alone, or to one alone in the department.
create or replace temp table item_names as
with named as (
    select item_code, department, lower(replace(item_name, ' ', '')) as name_key
    from items
)

select
    name_key,
    department,
    case when count(*) over (partition by name_key) = 1 then item_code end as code_by_name,
    case when count(*) over (partition by name_key, department) = 1 then item_code end as code_by_department
from named;

create or replace temp table matched as
with mentioned as (
    select
        item_code as given_code,
        item_name as given_name,
        lower(replace(item_name, ' ', '')) as name_key,
        department as given_department
    from raw.cases
    union
    select item_code, item, lower(replace(item, ' ', '')), department
    from raw.ratings
    union
    select item_code, item_name, lower(replace(item_name, ' ', '')), department
    from raw.case_counts
),

dated as (
    select mentioned.*, names.department, names.from_on, names.to_on
    from mentioned
    inner join department_names as names on names.given is not distinct from mentioned.given_department
),

by_name as (
    select name_key, max(code_by_name) as item_code
    from item_names
    group by name_key
),

by_department as (
    select name_key, department, max(code_by_department) as item_code
    from item_names
    group by name_key, department
)

select
    dated.given_code,
    dated.given_name,
    dated.given_department,
    dated.from_on,
    dated.to_on,
    dated.department,
    case
        when dated.given_code is not null then by_code.item_code
        else coalesce(by_name.item_code, by_department.item_code, named_by_code.item_code)
    end as item_code
from dated
left join items as by_code on by_code.item_code = dated.given_code
left join items as named_by_code on named_by_code.item_code = dated.given_name
left join by_name on by_name.name_key = dated.name_key
left join by_department
    on by_department.name_key = dated.name_key
    and by_department.department = dated.department;
