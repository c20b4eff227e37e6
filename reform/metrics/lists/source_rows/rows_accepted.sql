-- name: 所数的受理件 | The accepted cases counted
-- by: channel
-- uses: cases, items
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
order by counted.accepted_on desc, counted.case_no
