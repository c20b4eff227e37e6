-- name: 所数的培训 | The trainings counted
-- uses: trainings
-- means: 期内的培训记录及其所在的文件和行，最近的在前，最多 1000 条 | Trainings of the period with their file and row, latest first, 1,000 at most
select
    counted.session_no,
    counted.held_on,
    counted.topic,
    counted.hours,
    counted.staff_code,
    counted.headcount,
    counted.department,
    counted.item_code,
    counted.batch,
    imports.file,
    imports.sheet,
    counted.source_row
from trained_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.held_on desc, counted.session_no, counted.staff_code
limit 1000
