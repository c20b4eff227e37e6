-- list: rows_attendances
-- name: 所数的培训 | The trainings counted
-- uses: trainings
-- belongs_to: filter
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
order by counted.held_on desc, counted.session_no, counted.staff_code, counted.import_id, counted.source_row
limit 1000;

-- list: rows_exams
-- name: 所数的考试 | The sittings counted
-- uses: exams
-- belongs_to: filter
-- means: 期内每人每场考试及其所在的文件和行，不合格的在前，最多 1000 条 | Every sitting of the period with its file and row, those failed first, 1,000 at most
select
    counted.exam_no,
    counted.held_on,
    counted.topic,
    counted.staff_code,
    counted.department,
    counted.outcome,
    imports.file,
    imports.sheet,
    counted.source_row
from examined_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.outcome = 'failed' desc, counted.held_on desc, counted.exam_no, counted.staff_code
limit 1000;

-- list: rows_gone_live
-- name: 所数的上线事项 | The items gone live
-- uses: stages, items, trainings
-- belongs_to: filter
-- means: 期内进入正式运行的事项、上线前 30 日内最近一次培训与上线后第一次培训，及事项清单中的文件和行；未培训的在前 | Items that went live in the period, the last training in the 30 days before and the first one after, with their row in the item list; those not trained for first
select
    counted.item_code,
    counted.item_name,
    counted.department,
    counted.batch,
    counted.live_on,
    counted.trained_on,
    counted.trained_later,
    counted.was_trained,
    imports.file,
    imports.sheet,
    source.source_row
from gone_live($scope) as counted
inner join raw.items as source on source.item_code = counted.item_code
inner join imports on imports.import_id = source.import_id
order by counted.was_trained, counted.live_on desc, counted.item_code;

-- list: rows_trainings
-- name: 所数的窗口培训 | The trainings of window staff counted
-- uses: trainings, centre
-- belongs_to: department
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
order by counted.held_on desc, counted.session_no, counted.staff_code, counted.import_id, counted.source_row
limit 1000;
