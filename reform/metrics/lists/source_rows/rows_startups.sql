-- name: 所数的企业开办 | The start-ups counted
-- uses: startups, items, stages
-- means: 期内办完（未办完的按申请日）的企业开办及其所在的文件和行，用时最长的在前，最多 1000 户 | Start-ups complete in the period (others by the day of application) with their file and row, longest first, 1,000 at most
select
    counted.startup_no,
    counted.applied_on,
    counted.registered_on,
    counted.seal_on,
    counted.invoice_on,
    counted.ended_on,
    counted.working_days,
    counted.side,
    imports.file,
    imports.sheet,
    source.source_row
from startups_in($scope) as counted
inner join raw.startups as source on source.startup_no = counted.startup_no
inner join imports on imports.import_id = source.import_id
order by counted.working_days desc nulls last, counted.startup_no
limit 1000
