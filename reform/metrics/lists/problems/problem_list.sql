-- name: 问题清单 | Problems
-- uses: problems
-- means: 截至日已列入清单的问题、衡量指标与牵头单位，按文件中的次序 | Problems on the list at the as-of date with their indicators and who leads, in the order of the file
select
    problems.problem_no,
    problems.title,
    problems.what,
    problems.indicators,
    problems.owner,
    problems.found_on,
    imports.file,
    imports.sheet,
    problems.source_row
from problems_at($scope) as problems
inner join imports on imports.import_id = problems.import_id
order by problems.source_row, problems.problem_no
