-- name: 所数的来件 | The letters and calls counted
-- uses: letters
-- means: 期内收到的来件及其所在的文件和行，超期未答复的在前 | Letters, calls and messages received in the period with their file and row, overdue ones first
select
    counted.letter_no,
    counted.channel,
    counted.kind,
    counted.department,
    counted.received_on,
    counted.answer_by as due_on,
    case when counted.is_answered then counted.answered_on end as answered_on,
    case when counted.is_closed then counted.closed_on end as closed_on,
    counted.days_to_answer,
    counted.is_past_due and not counted.is_answered as is_overdue,
    counted.content,
    imports.file,
    imports.sheet,
    counted.source_row
from letters_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by is_overdue desc, counted.received_on desc, counted.letter_no
