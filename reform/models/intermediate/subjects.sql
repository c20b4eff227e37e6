-- One row a subject: an item, or department and name where the case fits no item of the list.
-- unique: subjects (subject_id)
-- not null: subjects (subject_id, unmatched)
create or replace table subjects as
with all_subjects as (
    select item_code, item_name, department, domain, batch, kind, transferred_on, false as unmatched
    from items
    union all
    select distinct
        given_code,
        given_name,
        department,
        cast(null as varchar),
        cast(null as integer),
        cast(null as varchar),
        cast(null as date),
        true
    from matched
    where item_code is null
)

select
    cast(row_number() over (order by unmatched, item_code, item_name, department) as integer) as subject_id,
    all_subjects.*
from all_subjects;
