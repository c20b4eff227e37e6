-- name: 对策清单 | Counter-measures
-- uses: measures
-- means: 每条对策针对哪个问题、看哪些指标、谁负责、何时完成，按文件中的次序 | Which problem each counter-measure answers, its indicators, owner and day, in the order of the file
select
    measures.measure_no,
    measures.problem_no,
    measures.title,
    measures.indicators,
    measures.owner,
    measures.due_on,
    imports.file,
    imports.sheet,
    measures.source_row
from measure_rows as measures
inner join imports on imports.import_id = measures.import_id
order by measures.source_row, measures.measure_no
