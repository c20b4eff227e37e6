-- name: 所数的大厅日志 | The hall log counted
-- uses: hall
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
limit 1000
