-- name: 所数的在办件 | The open cases counted
-- by: channel
-- uses: cases, items, pauses
-- means: 截至日在办的办件及其所在的文件和行，最急的在前，最多 1000 件 | Cases open at the as-of date with their file and row, most urgent first, 1,000 at most
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
with counted as (
    select *
    from open_cases($scope)
    order by days_left nulls last, case_no
    limit 1000
)

select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.accepted_on,
    counted.deadline,
    counted.elapsed_days,
    counted.days_left,
    counted.is_paused,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.days_left nulls last, counted.case_no
