-- name: 所数的共享资源 | The interfaces counted
-- uses: interfaces
-- means: 清单中的每个接口和电子证照及其所在的文件和行，超期未开通的在前 | Every interface and certificate with its file and row, overdue ones first
select
    counted.interface_no,
    counted.name,
    counted.kind,
    counted.department,
    counted.promised_on,
    counted.opened_on,
    counted.is_overdue,
    imports.file,
    imports.sheet,
    counted.source_row
from interfaces_at($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_overdue desc, counted.is_open, counted.promised_on, counted.interface_no
