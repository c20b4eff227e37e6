-- Cases whose item is in no list, by import. They are kept and stay visible as unmatched.
select source.import_id, count(*) as n
from raw.cases as source
inner join subject_of
    on subject_of.given_code is not distinct from source.item_code
    and subject_of.given_name is not distinct from source.item_name
    and subject_of.given_department is not distinct from source.department
    and cast(source.accepted_at as date) between subject_of.from_on and subject_of.to_on
inner join subjects on subjects.subject_id = subject_of.subject_id
where subjects.unmatched and source.import_id >= $first_import
group by source.import_id;
