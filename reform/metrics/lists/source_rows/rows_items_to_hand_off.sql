-- name: 应推送的事项 | The items to hand off
-- uses: handoffs, cases, items
-- means: 期内有划转后办结件的事项、是否推送过，及事项所在的文件和行，未推送的在前 | Items with cases completed after their transfer in the period, whether they were ever handed off, with the item's file and row, those never handed off first
select
    counted.item_code,
    counted.item_name,
    counted.department,
    counted.supervising_department,
    counted.transferred_on,
    counted.cases as cases_done,
    counted.is_handed,
    imports.file,
    imports.sheet,
    source.source_row
from items_to_hand_off($scope) as counted
inner join raw.items as source on source.item_code = counted.item_code
inner join imports on imports.import_id = source.import_id
order by counted.is_handed, counted.cases desc, counted.item_code
