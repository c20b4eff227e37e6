-- list: item_disputes
-- name: 一个事项的争议 | One item's disputes
-- uses: disputes, items
-- belongs_to: filter
-- means: 截至日之前提出的争议、决定与落实 | Disputes raised up to the as-of date, with decision and settlement
select
    dispute_no,
    kind,
    side,
    other_side,
    raised_on,
    review_result,
    decision,
    due_on,
    case when is_settled then settled_on end as settled_on,
    is_overdue
from disputes_at($scope)
where list_contains($scope['items'], item_code)
order by raised_on, dispute_no;

-- list: item_limits
-- name: 一个事项的变更 | One item's changes by law
-- uses: item_versions, items
-- belongs_to: filter
-- means: 依法设立、调整、取消等变更和前后时限 | What the law changed and the limits before and after
select valid_from, change, old_statutory_days, statutory_days, old_promised_days, promised_days, basis
from raw.item_versions as source
where
    list_contains($scope['items'], item_code)
    and valid_from <= $scope['as_of']
    and chosen(
        $scope['departments'],
        (select items.department from items where items.item_code = source.item_code)
    )
order by valid_from, row_key;

-- list: item_plans
-- name: 一个事项的计划调整 | One item's plan changes
-- uses: plan_changes, items
-- belongs_to: filter
-- means: 每次调整的日期、前后计划、原因和批准 | Each move of the plan: when, from, to, why, on whose approval
select changed_on, from_on, to_on, reason, approved_by, document
from raw.plan_changes as source
where
    list_contains($scope['items'], item_code)
    and changed_on <= $scope['as_of']
    and chosen(
        $scope['departments'],
        (select items.department from items where items.item_code = source.item_code)
    )
order by changed_on, row_key;

-- list: item_ratings
-- name: 一个事项的评价 | One item's ratings
-- uses: ratings
-- belongs_to: filter
-- means: 截至日之前的有效评价，按等级计数 | Valid ratings up to the as-of date, counted by level
select cast(level as varchar) as level, count(*) as ratings
from ratings_in($scope) as rated
inner join subjects on subjects.subject_id = rated.subject_id
where rated.valid and list_contains($scope['items'], subjects.item_code) and not subjects.unmatched
group by 1
order by 1;

-- list: item_stages
-- name: 一个事项的阶段 | One item's stages
-- uses: stages, items
-- belongs_to: filter
-- means: 截至日之前的每个阶段和到位记录，早的在前 | Every stage and handover up to the as-of date, the earliest first
select
    source.stage,
    source.entered_on,
    source.document,
    source.reason,
    imports.file,
    imports.sheet,
    source.source_row
from raw.stages as source
inner join imports on imports.import_id = source.import_id
left join items on items.item_code = source.item_code
where
    list_contains($scope['items'], source.item_code)
    and source.entered_on <= $scope['as_of']
    and chosen($scope['departments'], items.department)
order by source.entered_on, source.stage, source.import_id, source.source_row;

-- list: item_table
-- name: 事项一览 | Items
-- uses: items, stages, plan_changes
-- belongs_to: filter
-- means: 每个事项的批次、计划、阶段、五到位与超期工作日 | Batch, plan, stage, handover flags and working days overdue of each item
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    item_code,
    item_name,
    department,
    supervising_department,
    domain,
    batch,
    planned_on,
    original_planned_on,
    stage,
    stage_on,
    flags,
    is_transferred,
    is_in_place,
    case when is_overdue then days_late($scope['as_of'], planned_on) end as days_late,
    statutory_days,
    statutory_unit,
    statutory_kind,
    promised_days,
    promised_unit,
    promised_kind,
    stage_reason
from items_at($scope)
where counted
order by days_late desc nulls last, batch, item_code;

-- list: item_weeks
-- name: 一个事项每周的办件 | One item's cases by week
-- unit: 工作日 | working days
-- uses: cases
-- calendars: calendars_of_item.completed
-- belongs_to: filter
-- means: 每周办结的件数、平均用时与按时件数 | Cases completed a week, their mean time and how many were on time
select
    cast(date_trunc('week', parts.segment) as date) as week,
    sum(parts.completed) as n,
    sum(parts.working_days * parts.completed) / sum(parts.completed) as mean,
    sum(parts.on_time) as on_time,
    sum(parts.due_known) as due_known
from counted_between(date '1990-01-01', $scope['known_to']) as parts
inner join subjects on subjects.subject_id = parts.subject_id
where
    list_contains($scope['items'], subjects.item_code)
    and not subjects.unmatched
    and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
    and chosen($scope['channels'], parts.channel)
group by 1
order by 1;
