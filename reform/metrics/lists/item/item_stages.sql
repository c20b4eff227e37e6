-- name: 一个事项的阶段 | One item's stages
-- uses: stages
-- means: 截至日之前的每个阶段和到位记录，早的在前 | Every stage and handover up to the as-of date, the earliest first
select
    source.stage,
    source.entered_on,
    source.document,
    source.reason,
    imports.file,
    imports.sheet,
    source.source_row
from raw.stages as source
inner join imports on imports.import_id = source.import_id
where list_contains($scope['items'], source.item_code) and source.entered_on <= $scope['as_of']
order by source.entered_on, source.stage
