-- name: 待更正的文件 | Files with refused rows
-- means: 已接受其余行、仍有单元格待更正的文件 | Files whose good rows were accepted and of which refused cells still wait for correction
select imports.file as subject, imports.dataset, count(*) as cells, cast(min(imports.loaded_at) as date) as happened_on
from rejects
inner join imports on imports.import_id = rejects.import_id
where rejects.resolved_by is null
group by imports.file, imports.dataset
order by imports.file
