-- Why the facts cannot follow the changed rows one by one but must be built anew; no row: they can.
-- What the files call items and departments decides about the subjects: a way of saying it that is new, or
-- that nobody uses any more, may change them all.
with now_said as (
    select distinct item_code, item_name, department
    from filed_anew
    union
    select distinct item_code, item, department
    from raw.ratings
    where row_key in (select row_key from changed_rows where dataset = 'ratings')
),

once_said as (
    select distinct item_code, item_name, department
    from history.cases
    where row_key in (select row_key from changed_rows where dataset = 'cases')
    union
    select distinct item_code, item, department
    from history.ratings
    where row_key in (select row_key from changed_rows where dataset = 'ratings')
),

-- mostly nothing: then nothing is looked through for who else says it
perhaps_unsaid as (
    select *
    from once_said
    except
    select *
    from now_said
),

still_said as (
    select distinct source.item_code, source.item_name, source.department
    from raw.cases as source
    semi join perhaps_unsaid
        on perhaps_unsaid.item_code is not distinct from source.item_code
        and perhaps_unsaid.item_name is not distinct from source.item_name
        and perhaps_unsaid.department is not distinct from source.department
    union
    select distinct source.item_code, source.item, source.department
    from raw.ratings as source
    semi join perhaps_unsaid
        on perhaps_unsaid.item_code is not distinct from source.item_code
        and perhaps_unsaid.item_name is not distinct from source.item
        and perhaps_unsaid.department is not distinct from source.department
    union
    select distinct source.item_code, source.item_name, source.department
    from raw.case_counts as source
    semi join perhaps_unsaid
        on perhaps_unsaid.item_code is not distinct from source.item_code
        and perhaps_unsaid.item_name is not distinct from source.item_name
        and perhaps_unsaid.department is not distinct from source.department
)

select 'an item or a department is said in a new way' as reason
from now_said
anti join subject_of
    on subject_of.given_code is not distinct from now_said.item_code
    and subject_of.given_name is not distinct from now_said.item_name
    and subject_of.given_department is not distinct from now_said.department
union all
select 'a way to say an item or a department is used no more'
from perhaps_unsaid
semi join subject_of
    on subject_of.given_code is not distinct from perhaps_unsaid.item_code
    and subject_of.given_name is not distinct from perhaps_unsaid.item_name
    and subject_of.given_department is not distinct from perhaps_unsaid.department
anti join still_said
    on still_said.item_code is not distinct from perhaps_unsaid.item_code
    and still_said.item_name is not distinct from perhaps_unsaid.item_name
    and still_said.department is not distinct from perhaps_unsaid.department
limit 1;
