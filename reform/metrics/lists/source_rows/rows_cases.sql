-- name: 所数的办件 | The cases counted
-- by: channel
-- uses: cases, items, pauses
-- means: 期内办结的办件及其所在的文件和行，用时最长的在前，最多 1000 件 | Cases completed in the period with their file and row, longest first, 1,000 at most
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
with counted as (
    select
        cases.* replace (side_then($scope, cases.side, subjects.transferred_on) as side),
        subjects.item_code, subjects.item_name, subjects.department
    from cases
    inner join subjects on subjects.subject_id = cases.subject_id
    where
        cases.counted
        and cases.completed_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
        and chosen($scope['channels'], cases.channel)
    order by cases.working_days desc, cases.case_no
    limit 1000
)

select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.channel,
    counted.accepted_on,
    counted.completed_on,
    counted.working_days,
    counted.paused_days,
    counted.statutory_days,
    counted.promised_days,
    counted.deadline,
    counted.on_time,
    counted.side,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.working_days desc, counted.case_no
