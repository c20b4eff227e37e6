-- From what a file says, and when, to the subject it is about and the department it names: one row for
-- any day.
-- unique: subject_of (given_code, given_name, given_department, from_on)
-- not null: subject_of (subject_id, from_on, to_on)
-- relates: subject_of (subject_id) to subjects (subject_id)
create or replace table subject_of as
select
    matched.given_code,
    matched.given_name,
    matched.given_department,
    matched.from_on,
    matched.to_on,
    coalesce(known.subject_id, unknown.subject_id) as subject_id,
    matched.department
from matched
left join subjects as known
    on not known.unmatched and known.item_code = matched.item_code
left join subjects as unknown
    on matched.item_code is null
    and unknown.unmatched
    and unknown.item_code is not distinct from matched.given_code
    and unknown.item_name is not distinct from matched.given_name
    and unknown.department is not distinct from matched.department;
