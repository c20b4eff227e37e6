-- list: rows_interface_calls
-- name: 所数的调用 | The calls counted
-- uses: interface_calls, interfaces
-- belongs_to: filter
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
order by counted.month desc, counted.calls desc, counted.interface_no;

-- list: rows_interfaces
-- name: 所数的共享资源 | The interfaces counted
-- uses: interfaces
-- belongs_to: filter
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
order by counted.is_overdue desc, counted.is_open, counted.promised_on, counted.interface_no;

-- list: rows_sharing_items
-- name: 所数的免交材料事项 | The items that need fewer papers
-- uses: interface_items, interfaces, items, stages
-- belongs_to: filter
-- means: 每个事项因哪个接口少交哪份材料，及其所在的文件和行；接口未开通的列在后面 | Which item needs which paper no more, thanks to which interface, with file and row; interfaces not open come last
select
    status.item_code,
    status.item_name,
    status.department,
    papers.paper,
    interfaces.name,
    case when interfaces.opened_on <= $scope['as_of'] then interfaces.opened_on end as opened_on,
    imports.file,
    imports.sheet,
    papers.source_row
from raw.interface_items as papers
inner join items_at($scope) as status on status.item_code = papers.item_code and status.counted
left join raw.interfaces as interfaces on interfaces.interface_no = papers.interface_no
inner join imports on imports.import_id = papers.import_id
order by opened_on is null, status.item_code, papers.paper, papers.import_id, papers.source_row;
