-- name: 所数的调用 | The calls counted
-- uses: interface_calls, interfaces
-- means: 期内每个接口每月的调用次数及其所在的文件和行 | Calls of each interface and month of the period with their file and row
select
    counted.interface_no,
    interfaces.name,
    counted.month,
    counted.calls,
    imports.file,
    imports.sheet,
    source.source_row
from interface_calls_in($scope) as counted
inner join raw.interface_calls as source
    on source.interface_no = counted.interface_no and source.month = counted.month
left join raw.interfaces as interfaces on interfaces.interface_no = counted.interface_no
inner join imports on imports.import_id = source.import_id
order by counted.month desc, counted.calls desc, counted.interface_no
