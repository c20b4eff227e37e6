-- From what a file says, as it says it, to the subject: the words of a mention were made plain before.
select distinct
    mentions.given_code,
    mentions.given_name,
    mentions.given_department,
    subject_of.from_on,
    subject_of.to_on,
    subject_of.subject_id
from mentions
inner join subject_of
    on subject_of.given_code is not distinct from mentions.item_code
    and subject_of.given_name is not distinct from mentions.item_name
    and subject_of.given_department is not distinct from mentions.department
