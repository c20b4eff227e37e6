-- name: 按旧时限受理的办件 | Cases under an old limit
-- by: channel
-- uses: item_versions, cases, items
-- means: 受理时适用另一法定时限的办件及其所在的文件和行，最多 1000 件 | Cases accepted under another statutory limit with their file and row, 1,000 at most
-- past: 现行清单和时限调整都取今天的，截至日之后生效的调整也计入 | List and changes are those of today: a change in force after the as-of date counts, too
select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.accepted_on,
    counted.completed_on,
    counted.days_then as old_statutory_days,
    counted.statutory_days,
    imports.file,
    imports.sheet,
    source.source_row
from cases_under_old_limits($scope) as counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.days_longer desc, counted.case_no
limit 1000
