-- list: rows_cases
-- name: 所数的办件 | The cases counted
-- by: channel
-- uses: cases, items, pauses
-- belongs_to: filter
-- means: 期内办结的办件及其所在的文件和行，用时最长的在前，最多 1000 件；日数按各办件所用的日历计 | Cases completed in the period with their file and row, longest first, 1,000 at most; days are counted on each case's own calendar
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
with counted as (
    select
        cases.* replace (side_then($scope, cases.side, subjects.transferred_on) as side),
        subjects.item_code, subjects.item_name, subjects.department
    from cases
    inner join subjects on subjects.subject_id = cases.subject_id
    where
        cases.counted
        and cases.completed_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
        and chosen($scope['channels'], cases.channel)
    order by cases.working_days desc, cases.case_no
    limit 1000
)

select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.channel,
    counted.accepted_on,
    counted.completed_on,
    counted.working_days,
    counted.paused_days,
    counted.statutory_days,
    counted.promised_days,
    counted.calendar_kind,
    counted.deadline,
    counted.on_time,
    counted.side,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.working_days desc, counted.case_no;

-- list: rows_old_limits
-- name: 按旧时限受理的办件 | Cases under an old limit
-- by: channel
-- uses: item_versions, cases, items
-- belongs_to: filter
-- means: 受理时适用另一法定时限的办件及其所在的文件和行，最多 1000 件 | Cases accepted under another statutory limit with their file and row, 1,000 at most
-- past: 现行清单和时限调整都取今天的，截至日之后生效的调整也计入 | List and changes are those of today: a change in force after the as-of date counts, too
select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.accepted_on,
    counted.completed_on,
    counted.days_then as old_statutory_days,
    counted.statutory_days,
    imports.file,
    imports.sheet,
    source.source_row
from cases_under_old_limits($scope) as counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.days_longer desc, counted.case_no
limit 1000;

-- list: rows_open_cases
-- name: 所数的在办件 | The open cases counted
-- by: channel
-- uses: cases, items, pauses
-- belongs_to: filter
-- means: 截至日在办的办件及其所在的文件和行，到期最早的在前，最多 1000 件；日数按各办件所用的日历计 | Cases open at the as-of date with their file and row, earliest due first, 1,000 at most; days are counted on each case's own calendar
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
with counted as (
    select *
    from open_cases($scope)
    order by deadline nulls last, case_no
    limit 1000
)

select
    counted.case_no,
    counted.item_name,
    counted.item_code,
    counted.department,
    counted.accepted_on,
    counted.deadline,
    counted.elapsed_days,
    counted.days_left,
    counted.calendar_kind,
    counted.is_paused,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.cases as source on source.case_no = counted.case_no
inner join imports on imports.import_id = source.import_id
order by counted.deadline nulls last, counted.case_no;

-- list: rows_projects
-- name: 所数的项目立项 | The projects counted
-- uses: projects, items, stages
-- belongs_to: nobody
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
limit 1000;

-- list: rows_startups
-- name: 所数的企业开办 | The start-ups counted
-- uses: startups, items, stages
-- belongs_to: nobody
-- means: 期内办完（未办完的按申请日）的企业开办及其所在的文件和行，用时最长的在前，最多 1000 户 | Start-ups complete in the period (others by the day of application) with their file and row, longest first, 1,000 at most
select
    counted.startup_no,
    counted.applied_on,
    counted.registered_on,
    counted.seal_on,
    counted.invoice_on,
    counted.ended_on,
    counted.working_days,
    counted.side,
    imports.file,
    imports.sheet,
    source.source_row
from startups_in($scope) as counted
inner join raw.startups as source on source.startup_no = counted.startup_no
inner join imports on imports.import_id = source.import_id
order by counted.working_days desc nulls last, counted.startup_no
limit 1000;
