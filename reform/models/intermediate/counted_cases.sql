-- The rows of case_counts, each of which stands for many completed cases. One of the older past counts a span of
-- days by its last day. A table, for every question reads it.
-- not null: counted_cases (subject_id, segment, completed)
-- relates: counted_cases (subject_id) to subjects (subject_id)
create or replace table counted_cases as
select
    subject_of.subject_id,
    segment_start(counts.completed_on) as segment,
    counts.* exclude (row_key, import_id, source_row, item_code, item_name, department)
from raw.case_counts as counts
inner join subject_of
    on subject_of.given_code is not distinct from counts.item_code
    and subject_of.given_name is not distinct from counts.item_name
    and subject_of.given_department is not distinct from counts.department
    and counts.completed_on between subject_of.from_on and subject_of.to_on;
