-- name: 所数的奖惩 | The measures counted
-- uses: credit_measures
-- means: 期内统计的奖惩修复及其所在的文件和行 | Incentives, penalties and repairs counted in the period with their file and row
select
    counted.counted_on,
    counted.department,
    counted.kind,
    counted.measure,
    counted.cases,
    imports.file,
    imports.sheet,
    counted.source_row
from credit_measures_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.counted_on desc, counted.department, counted.kind, counted.measure
