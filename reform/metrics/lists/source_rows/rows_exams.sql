-- name: 所数的考试 | The sittings counted
-- uses: exams
-- means: 期内每人每场考试及其所在的文件和行，不合格的在前，最多 1000 条 | Every sitting of the period with its file and row, those failed first, 1,000 at most
select
    counted.exam_no,
    counted.held_on,
    counted.topic,
    counted.staff_code,
    counted.department,
    counted.outcome,
    imports.file,
    imports.sheet,
    counted.source_row
from examined_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.outcome = 'failed' desc, counted.held_on desc, counted.exam_no, counted.staff_code
limit 1000
