-- name: 所数的盘点 | The counts of the centre
-- uses: centre
-- means: 截至日之前的每次盘点及其所在的文件和行 | Every count up to the as-of date with its file and row
select
    source.recorded_on,
    source.departments,
    source.items,
    source.windows,
    source.one_windows,
    source.staff,
    source.posts,
    imports.file,
    imports.sheet,
    source.source_row
from raw.centre as source
inner join imports on imports.import_id = source.import_id
where source.recorded_on <= $scope['as_of']
order by source.recorded_on
