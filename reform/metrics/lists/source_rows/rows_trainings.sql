-- name: 所数的窗口培训 | The trainings of window staff counted
-- uses: trainings, centre
-- means: 期内（未选起始日时为期末前 365 日）窗口人员的培训记录及其所在的文件和行，最近的在前，最多 1000 条 | Trainings of window staff in the period (without a beginning the 365 days up to its end) with their file and row, latest first, 1,000 at most
select
    counted.session_no,
    counted.held_on,
    counted.topic,
    counted.hours,
    counted.staff_code,
    counted.headcount,
    counted.department,
    staff.staff as staff_counted,
    imports.file,
    imports.sheet,
    counted.source_row
from window_staff_trained($scope) as counted
cross join window_staff($scope) as staff
inner join imports on imports.import_id = counted.import_id
order by counted.held_on desc, counted.session_no, counted.staff_code
limit 1000
