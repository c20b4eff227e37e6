-- list: week_cases
-- name: 超期与临期的在办件 | Open cases overdue or near due
-- by: channel
-- uses: cases, items, pauses
-- belongs_to: filter
-- means: 截至日在办且已超期或 2 日内到期的办件，到期最早的在前；日数按各办件所用的日历计（工作日或自然日） | Open cases past their deadline or due within 2 days at the as-of date, earliest due first; days are counted on each case's own calendar (working or natural days)
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    item_name as subject,
    case_no as reference,
    item_code,
    department as owner,
    deadline as due_on,
    days_left,
    calendar_kind
from open_cases($scope)
where days_left <= 2
order by deadline nulls last, case_no;

-- list: week_disputes
-- name: 逾期与临期的争议 | Disputes overdue or near due
-- uses: disputes, items
-- belongs_to: owner
-- means: 截至日已超期或 5 个工作日内到期而尚未办结的争议，责任单位负责 | Open disputes past their promised day or due within 5 working days at the as-of date, owed by the unit named
with waiting as (
    select *, days_left($scope['as_of'], due_on) as days_left
    from disputes_at($scope)
    where not is_settled
)

select
    coalesce(item_name, item_code, focus) as subject,
    dispute_no as reference,
    case when item_name is not null then item_code end as item_code,
    coalesce(owing, department) as owner,
    due_on,
    days_left
from waiting
where days_left <= 5
order by days_left, dispute_no;

-- list: week_milestones
-- name: 逾期与临期的对策节点 | Milestones overdue or near due
-- uses: milestones
-- belongs_to: owner
-- means: 截至日尚未完成、已过期限或 10 个工作日内到期的对策节点 | Milestones not done that are past their day or due within 10 working days at the as-of date
with waiting as (
    select *, days_left($scope['as_of'], due_on) as days_left
    from milestones_at($scope)
    where done_on is null
)

select
    milestone as subject,
    measure_no as reference,
    owner,
    due_on,
    days_left
from waiting
where days_left <= 10
order by days_left, measure_no, milestone;

-- list: week_plan_changes
-- name: 本周调整的计划 | Plans moved this week
-- uses: items, stages, plan_changes
-- belongs_to: filter
-- means: 期内记录的计划调整：由哪天改到哪天、原因 | Moves of a plan recorded in the period: from which day to which, and why
select
    item_name as subject,
    item_code as reference,
    item_code,
    department as owner,
    to_on as due_on,
    days_left($scope['as_of'], to_on) as days_left,
    changed_on as happened_on,
    from_on as before_on,
    reason
from plan_moves_at($scope)
where is_recorded and changed_on between $scope['from_on'] and $scope['as_of']
order by changed_on, item_code;

-- list: week_rejects
-- name: 待更正的文件 | Files with refused rows
-- belongs_to: nobody
-- means: 已接受其余行、仍有单元格待更正的文件 | Files whose good rows were accepted and of which refused cells still wait for correction
select
    imports.file as subject,
    imports.dataset,
    count(*) as cells,
    cast(min(imports.loaded_at) as date) as happened_on
from rejects
inner join imports on imports.import_id = rejects.import_id
where rejects.resolved_by is null
group by imports.file, imports.dataset
order by imports.file, imports.dataset;

-- list: week_reviews
-- name: 逾期与临期未整改的差评 | Bad reviews overdue or near due
-- by: channel
-- channels: ratings
-- uses: ratings, items
-- belongs_to: filter
-- means: 截至日尚未整改、已过期限或 5 个工作日内到期的差评 | Bad reviews not rectified that are past their deadline or due within 5 working days at the as-of date
with waiting as (
    select
        reviews.*,
        subjects.item_code,
        days_left($scope['as_of'], reviews.due_on) as days_left
    from ratings_in($scope) as reviews
    inner join subjects on subjects.subject_id = reviews.subject_id
    where reviews.bad and not reviews.is_rectified
)

select
    item_name as subject,
    coalesce(case_no, rating_no) as reference,
    case when item_code in (select items.item_code from items) then item_code end as item_code,
    department as owner,
    due_on,
    days_left
from waiting
where days_left <= 5
order by days_left, reference, due_on, subject;

-- list: week_transferred
-- name: 本周划转的事项 | Items transferred this week
-- uses: items, stages, plan_changes
-- belongs_to: filter
-- means: 期内首次进入 S4 及以后阶段的事项，其计划日期与划转日期 | Items that first entered S4 or a later stage in the period, with their planned and actual day
select
    item_name as subject,
    item_code as reference,
    item_code,
    department as owner,
    planned_on as due_on,
    cast(null as integer) as days_left,
    transferred_on as happened_on
from items_at($scope)
where counted and is_transferred and transferred_on between $scope['from_on'] and $scope['as_of']
order by transferred_on, item_code;

-- list: week_transfers
-- name: 逾期与临期未划转的事项 | Transfers overdue or near due
-- uses: items, stages, plan_changes
-- belongs_to: filter
-- means: 截至日已逾期或 10 个工作日内到期而尚未划转的事项 | Items not transferred that are past their planned day or due within 10 working days at the as-of date
with waiting as (
    select *, days_left($scope['as_of'], planned_on) as days_left
    from items_at($scope)
    where counted and not is_transferred
)

select
    item_name as subject,
    item_code as reference,
    item_code,
    department as owner,
    planned_on as due_on,
    days_left
from waiting
where days_left <= 10
order by days_left, item_code;
