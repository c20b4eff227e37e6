-- name: 所数的补正办件 | The corrected cases counted
-- by: channel
-- uses: notices, cases, items
-- means: 期内首次告知补正的办件及其首次告知所在的文件和行，次数多的在前，最多 1000 件 | Cases first asked to correct in the period with file and row of the first notice, most often asked first, 1,000 at most
select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.applied_on,
    counted.first_on,
    counted.days_to_notice,
    counted.notices,
    counted.all_at_once,
    imports.file,
    imports.sheet,
    source.source_row
from corrected_cases($scope) as counted
inner join raw.notices as source
    on source.case_no = counted.case_no and source.noticed_on = counted.first_on
inner join imports on imports.import_id = source.import_id
order by counted.notices desc, counted.first_on desc, counted.case_no
limit 1000
