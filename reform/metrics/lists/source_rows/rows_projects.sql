-- name: 所数的项目立项 | The projects counted
-- uses: projects, items, stages
-- means: 期内批复（未批复的按受理日）的项目立项及其所在的文件和行，用时最长的在前，最多 1000 个 | Projects decided in the period (others by the day of acceptance) with their file and row, longest first, 1,000 at most
select
    counted.project_no,
    counted.kind,
    counted.accepted_on,
    counted.decided_on,
    counted.working_days,
    counted.side,
    imports.file,
    imports.sheet,
    source.source_row
from projects_in($scope) as counted
inner join raw.projects as source on source.project_no = counted.project_no
inner join imports on imports.import_id = source.import_id
order by counted.working_days desc nulls last, counted.project_no
limit 1000
