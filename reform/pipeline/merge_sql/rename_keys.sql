-- Which rows of the table these are.
select
    arriving.source_row,
    standing.source_row as other_row,
    imports.file,
    imports.sheet,
    false as of_another,
    [arriving.part_1, arriving.part_2, arriving.part_3, arriving.part_4] as own,
    [standing.part_1, standing.part_2, standing.part_3, standing.part_4] as other
from arriving_identity as arriving
inner join standing_identity as standing on standing.row_key = replace(arriving.row_key, $prefix, '')
left join imports on imports.import_id = standing.import_id
where
    list_bool_and([
        arriving.part_1 = standing.part_1,
        arriving.part_2 = standing.part_2,
        arriving.part_3 = standing.part_3,
        arriving.part_4 = standing.part_4
    ]) is not false
order by arriving.source_row;
