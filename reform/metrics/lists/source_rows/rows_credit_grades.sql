-- name: 所数的信用等级 | The grades counted
-- uses: credit_grades
-- means: 期内各部门各领域最近一次统计的信用等级及其所在的文件和行 | The latest count of each department and field in the period with its file and row
select
    counted.counted_on,
    counted.department,
    counted.field,
    counted.grade,
    counted.subjects,
    counted.total,
    imports.file,
    imports.sheet,
    counted.source_row
from credit_grades_on($scope, $scope['to_on']) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.department, counted.field, counted.grade
