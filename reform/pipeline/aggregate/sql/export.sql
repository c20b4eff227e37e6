-- The counts as the dataset case_counts declares them, in the order of their days.
select
    cast($cube_no as varchar) as cube_no,
    item_words.item_code,
    item_words.item_name,
    item_words.department,
    counted.segment as completed_on,
    counted.* exclude (subject_id, segment)
from counted
inner join item_words on item_words.subject_id = counted.subject_id
order by completed_on, counted.subject_id, counted.channel, counted.side, counted.working_days
