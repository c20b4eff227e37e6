-- name: 所数的环节 | The steps counted
-- by: channel
-- uses: steps, cases, items
-- means: 期内结束的环节及其所在的文件和行，用时最长的在前，最多 1000 个 | Steps that ended in the period with their file and row, longest first, 1,000 at most
select
    counted.case_no,
    counted.step,
    counted.action,
    counted.started_on,
    counted.ended_on,
    counted.working_days,
    imports.file,
    imports.sheet,
    counted.source_row
from steps_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.working_days desc, counted.case_no, counted.started_on
limit 1000
