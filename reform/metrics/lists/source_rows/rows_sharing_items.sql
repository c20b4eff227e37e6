-- name: 所数的免交材料事项 | The items that need fewer papers
-- uses: interface_items, interfaces, items, stages
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
order by opened_on is null, status.item_code, papers.paper
