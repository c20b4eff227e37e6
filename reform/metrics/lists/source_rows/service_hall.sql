-- list: rows_accepted
-- name: 所数的受理件 | The accepted cases counted
-- by: channel
-- uses: cases, items
-- belongs_to: filter
-- means: 期内受理的办件及其所在的文件和行，最近的在前，最多 1000 件 | Cases accepted in the period with their file and row, latest first, 1,000 at most
with counted as (
    select cases.*, subjects.item_code, subjects.item_name, subjects.department
    from cases
    inner join subjects on subjects.subject_id = cases.subject_id
    where
        cases.accepted_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
        and chosen($scope['channels'], cases.channel)
    order by cases.accepted_on desc, cases.case_no
    limit 1000
)

select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.accepted_on,
    counted.channel,
    counted.one_window,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.accepted_on desc, counted.case_no;

-- list: rows_centre
-- name: 所数的盘点 | The counts of the centre
-- uses: centre
-- belongs_to: everybody
-- means: 截至日之前的每次盘点及其所在的文件和行 | Every count up to the as-of date with its file and row
select
    source.recorded_on,
    source.departments,
    source.items,
    source.windows,
    source.one_windows,
    source.staff,
    source.posts,
    imports.file,
    imports.sheet,
    source.source_row
from raw.centre as source
inner join imports on imports.import_id = source.import_id
where source.recorded_on <= $scope['as_of']
order by source.recorded_on;

-- list: rows_hall
-- name: 所数的大厅日志 | The hall log counted
-- uses: hall
-- belongs_to: everybody
-- means: 期内的每行大厅日志及其所在的文件和行；一天既有全天又有分时的，只数全天 | Every row of the hall log in the period with its file and row; where a day has its own row and its hours, the day's counts
select
    counted.day,
    counted.hour,
    counted.visits,
    counted.taken,
    counted.finished,
    counted.waiting_minutes,
    counted.self_service,
    counted.windows_open,
    imports.file,
    imports.sheet,
    counted.source_row
from hall_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
where (counted.hour is null) = counted.has_own_row
order by counted.day desc, counted.hour
limit 1000;
