-- list: choices
-- name: 可选范围 | What can be chosen
-- belongs_to: everybody
-- means: 筛选器的选项 | The options of the filters
select department, domain, batch
from choices
order by department, domain, batch;

-- list: coverage
-- name: 数据范围 | What is loaded
-- belongs_to: everybody
-- means: 各数据集的行数、首末日期、未匹配与暂估的办件 | Rows, first and last day of each dataset, cases unmatched or provisional
select dataset, rows, first_on, last_on
from coverage
order by dataset;

-- list: known_departments
-- name: 已知部门 | Known departments
-- belongs_to: department
-- means: 数据中的部门，按页面上显示的名称 | The departments in the data, as the pages show them
select distinct department
from department_names
where known and department is not null
order by department;

-- list: mapped_departments
-- name: 部门名称对照 | Department names
-- belongs_to: standard
-- means: 本县的部门名称对照表，作废的行也在内 | The county's own table of department names, rows taken back included
select alias, standard, valid_from, valid_to, coalesce(withdrawn, false) as withdrawn
from raw.departments
order by alias, valid_from nulls first, standard, valid_to;

-- list: unknown_departments
-- name: 待对照的部门名称 | Department names to be mapped
-- belongs_to: name
-- means: 对照表中没有的部门名称、其期间，以及出现在多少事项、办件和评价中 | Names that no table of departments knows, during which time, and in how many items, cases and ratings they stand
with unknown as (
    select given, from_on, to_on, undated
    from department_names
    where not known
),

mentions as (
    select unknown.given, unknown.from_on, count(*) as items, 0 as cases, 0 as ratings
    from raw.items as listed
    inner join unknown
        on unknown.undated and unknown.given in (listed.department, listed.supervising_department)
    group by 1, 2
    union all
    select unknown.given, unknown.from_on, 0, count(*), 0
    from raw.cases as filed
    inner join unknown
        on unknown.given = filed.department
        and cast(filed.accepted_at as date) between unknown.from_on and unknown.to_on
    group by 1, 2
    union all
    select unknown.given, unknown.from_on, 0, 0, count(*)
    from raw.ratings as rated
    inner join unknown
        on unknown.given = rated.department
        and cast(rated.rated_at as date) between unknown.from_on and unknown.to_on
    group by 1, 2
)

select
    unknown.given as name,
    case when unknown.from_on > ends.first_on then unknown.from_on end as valid_from,
    case when unknown.to_on < ends.last_on then unknown.to_on end as valid_to,
    sum(mentions.items) as items,
    sum(mentions.cases) as cases,
    sum(mentions.ratings) as ratings
from mentions
inner join unknown on unknown.given = mentions.given and unknown.from_on = mentions.from_on
cross join (select min(from_on) as first_on, max(to_on) as last_on from department_names) as ends
group by 1, 2, 3
order by items desc, cases desc, ratings desc, name, valid_from;

-- list: health_calendar
-- name: 日历未公布 | Calendar not published
-- belongs_to: department
-- means: 期限或用时落在放假安排尚未公布的年份：在办件、按 15 个工作日推算期限而未整改的差评；已办结件合计一行 | What rests on a year whose holidays are not published: open cases, and bad reviews not rectified whose deadline is 15 working days after the rating; completed cases in one row
select
    'case' as kind,
    subjects.item_name as subject,
    cases.case_no as reference,
    subjects.department,
    cases.deadline as day,
    1 as rows
from cases
inner join subjects on subjects.subject_id = cases.subject_id
where cases.provisional and cases.counted and cases.completed_on is null
union all
select
    'review',
    subjects.item_name,
    coalesce(ratings.rating_no, ratings.case_no),
    subjects.department,
    ratings.due_on,
    1
from ratings
inner join subjects on subjects.subject_id = ratings.subject_id
inner join calendar on calendar.kind = 'china' and calendar.day = ratings.due_on
inner join raw.ratings as source on source.row_key = ratings.rating_key
where ratings.bad and ratings.rectified_on is null and source.due_on is null and calendar.provisional
union all
select 'completed', null, null, null, max(completed_on), count(*)
from cases
where provisional and counted and completed_on is not null
having count(*) > 0
order by kind, day, reference, subject, department;

-- list: health_calendars
-- name: 用时的日历 | Calendars of the days used
-- belongs_to: everybody
-- means: 办件按哪种日历计算用时，由其来源的配置决定 | The calendar on which days used are counted, which the profile of the source decides
select
    cases.calendar_kind,
    count(*) as cases,
    min(cases.accepted_on) as first_on,
    max(cases.accepted_on) as last_on
from cases
group by cases.calendar_kind
order by cases desc, cases.calendar_kind;

-- list: health_extensions
-- name: 超过第42条的延长 | Extensions beyond art. 42
-- belongs_to: department
-- means: 批准延长合计超过 10 日的办件（行政许可法第42条；集中办理为 15 日），按各办件所用的日历计，按批准的天数计入期限 | Cases with more than 10 days of extension in all (Administrative Licensing Law art. 42; 15 where several bodies decide together), counted on each case's own calendar; they count as approved
select
    cases.case_no as reference,
    subjects.item_code,
    subjects.item_name,
    subjects.department,
    cases.accepted_on,
    cases.extension_days
from cases
inner join subjects on subjects.subject_id = cases.subject_id
where cases.extension_days > 10
order by cases.extension_days desc, reference;

-- list: health_freshness
-- name: 数据新鲜度 | Freshness
-- belongs_to: everybody
-- means: 各数据集的行数、数据所及的最后一日与最近导入日；整时段导出的文件说明到该时段末日为止 | Rows of each dataset, the last day they tell of and the day of the last load; a file that stands for a whole period tells of its last day
with brought as (
    select
        dataset,
        cast(max(loaded_at) as date) as loaded_on,
        -- least and greatest pass over nulls
        max(
            case when replaced_to is not null then least(replaced_to, cast(loaded_at as date)) end
        ) as covered_to
    from imports
    group by dataset
)

select
    days.dataset,
    days.rows,
    greatest(days.happened_on, brought.covered_to) as happened_on,
    brought.loaded_on
from dataset_days as days
left join brought on brought.dataset = days.dataset
order by days.dataset;

-- list: health_strays
-- name: 对不上的记录 | Stray rows
-- belongs_to: nobody
-- means: 事项不在清单中的划转阶段、办件未导入的特别程序，按编号 | Transfer stages of items that are in no list and special procedures of cases that are not loaded, by their number
select
    'stages' as dataset,
    item_code as reference,
    count(*) as rows,
    min(entered_on) as first_on,
    max(entered_on) as last_on
from raw.stages
where item_code not in (select item_code from items)
group by item_code
union all
select 'pauses', case_no, count(*), min(started_on), max(started_on)
from raw.pauses
where case_no not in (select case_no from cases)
group by case_no
order by dataset desc, "rows" desc, reference;

-- list: health_unmatched
-- name: 未匹配的办件 | Unmatched cases
-- belongs_to: department
-- means: 不属于清单中任何事项的办件，按文件中的编码、名称与部门，件数最多的在前 | Cases that belong to no item of the list, by the code, name and department the files give, most frequent first
select
    subjects.item_code,
    subjects.item_name,
    subjects.department,
    count(*) as cases,
    min(cases.accepted_on) as first_on,
    max(cases.accepted_on) as last_on
from cases
inner join subjects on subjects.subject_id = cases.subject_id
where cases.unmatched
group by subjects.item_code, subjects.item_name, subjects.department
order by cases desc, subjects.item_code, subjects.item_name, subjects.department;

-- list: last_day
-- name: 最近发生日 | Last day in the data
-- belongs_to: everybody
-- means: 数据中最后一个有事发生的日期；计划与期限不算 | The last day on which something happened; plans and deadlines do not count
select last_on
from last_event;

-- list: rejects
-- name: 待更正 | To be corrected
-- belongs_to: nobody
-- means: 已接受其余行的文件中被拒绝的单元格 | Refused cells of files whose good rows were accepted
select
    imports.file,
    imports.sheet,
    rejects.row_no,
    rejects.column_header,
    rejects.value,
    rejects.rule,
    rejects.words
from rejects
inner join imports on imports.import_id = rejects.import_id
where rejects.resolved_by is null
order by rejects.import_id desc, rejects.row_no, rejects.column_header, rejects.rule;
