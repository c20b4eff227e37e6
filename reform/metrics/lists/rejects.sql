-- name: 待更正 | To be corrected
-- means: 已接受其余行的文件中被拒绝的单元格 | Refused cells of files whose good rows were accepted
select imports.file, imports.sheet, rejects.row_no, rejects.column_header, rejects.value, rejects.rule, rejects.words
from rejects
inner join imports on imports.import_id = rejects.import_id
where rejects.resolved_by is null
order by rejects.import_id desc, rejects.row_no
