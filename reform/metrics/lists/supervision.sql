-- list: blind_spots
-- name: 监管盲区 | Blind spots
-- uses: handoffs, cases, items
-- belongs_to: filter
-- means: 期内有划转后办结件、而从未推送过的划转事项，办结件多的在前 | Transferred items with cases completed after their transfer in the period of which none was ever handed off, those with most cases first
select
    item_name,
    item_code,
    department,
    coalesce(supervising_department, department) as supervising_department,
    transferred_on,
    cases
from items_to_hand_off($scope)
where not is_handed
order by cases desc, item_code;

-- list: commitment_items
-- name: 告知承诺事项 | Commitments by item
-- uses: commitments, items
-- belongs_to: filter
-- means: 期内告知承诺按事项：件数、已核查、失信、逾期未核查 | Commitments of the period by item: how many, checked, broken, past their day without a check
select
    item_code,
    item_name,
    count(*) as commitments,
    count(*) filter (where is_checked) as checked,
    count(is_broken) as judged,
    count(*) filter (where is_broken) as broken,
    count(*) filter (where is_overdue) as overdue
from commitments_in($scope)
group by item_code, item_name
order by broken desc, commitments desc, item_code;

-- list: commitments_owed
-- name: 待核查或待处理的告知承诺 | Commitments that owe something
-- uses: commitments, items
-- belongs_to: filter
-- means: 截至日逾期未核查，或已认定失信而未处理的告知承诺，及逾期工作日 | Commitments past their day without a check, or found broken and not dealt with, with the working days late
select
    case when is_overdue then 'unchecked' else 'unhandled' end as owes,
    department,
    item_name,
    item_code,
    commitment_no,
    committed_on,
    check_due_on,
    checked_on,
    case when is_overdue then days_late($scope['as_of'], check_due_on) end as days_late
from commitments_in($scope)
where is_overdue or is_unhandled
order by days_late desc nulls last, committed_on, commitment_no;

-- list: credit_distribution
-- name: 信用等级分布 | Distribution of credit grades
-- uses: credit_grades
-- belongs_to: everybody
-- means: 每个统计日各信用等级的主体数；各部门各领域取到那一天为止的最近一次统计 | Subjects of each credit grade on every day of a count; each department and field as it last counted by then
with days as (
    select distinct counted_on as day
    from named_credit_grades
    where
        counted_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, department, null, null)
),

dated as (
    select days.day, grades.department, grades.field, max(grades.counted_on) as counted_on
    from days
    inner join named_credit_grades as grades
        on grades.counted_on between coalesce($scope['from_on'], date '1990-01-01') and days.day
    where in_scope($scope, grades.department, null, null)
    group by days.day, grades.department, grades.field
)

select
    dated.day as counted_on,
    grades.grade,
    sum(grades.subjects) as subjects,
    100.0 * sum(grades.subjects) / nullif(sum(sum(grades.subjects)) over (partition by dated.day), 0) as share
from dated
inner join named_credit_grades as grades
    on grades.department is not distinct from dated.department
    and grades.field is not distinct from dated.field
    and grades.counted_on = dated.counted_on
group by dated.day, grades.grade
order by dated.day, list_position(['A', 'B', 'M', 'C', 'D'], grades.grade);

-- list: credit_fields
-- name: 各领域信用等级 | Credit grades by field
-- uses: credit_grades
-- belongs_to: filter
-- means: 各部门各领域最近一次统计：应评、已评、C 级与 D 级的主体数，及与上一次统计相比 | Each department's field at its latest count: subjects to be graded, graded, of grade C or D, and how many there were at the count before
with counts as (
    select
        department,
        field,
        counted_on,
        sum(subjects) as graded,
        max(total) as total,
        coalesce(sum(subjects) filter (where grade in ('C', 'D')), 0) as low
    from named_credit_grades
    where
        counted_on between coalesce($scope['from_on'], date '1990-01-01') and $scope['to_on']
        and in_scope($scope, department, null, null)
    group by department, field, counted_on
),

compared as (
    select
        *,
        lag(low) over (partition by department, field order by counted_on) as low_before,
        lag(graded) over (partition by department, field order by counted_on) as graded_before
    from counts
    qualify row_number() over (partition by department, field order by counted_on desc) = 1
)

select
    department,
    field,
    counted_on,
    total,
    graded,
    100.0 * graded / nullif(total, 0) as coverage,
    low,
    100.0 * low / nullif(graded, 0) as low_share,
    100.0 * low_before / nullif(graded_before, 0) as low_share_before
from compared
order by low_share desc nulls last, department, field;

-- list: credit_measure_months
-- name: 各月信用奖惩 | Credit measures by month
-- uses: credit_measures
-- belongs_to: everybody
-- means: 期内各月守信激励、失信惩戒、信用修复的件数 | Incentives, penalties and repairs counted in each month of the period
select
    cast(date_trunc('month', counted_on) as date) as month,
    coalesce(sum(cases) filter (where kind = 'incentive'), 0) as incentives,
    coalesce(sum(cases) filter (where kind = 'penalty'), 0) as penalties,
    coalesce(sum(cases) filter (where kind = 'repair'), 0) as repairs
from credit_measures_in($scope)
group by month
order by month;

-- list: disclosure_departments
-- name: 各部门双公示 | Decisions published by department
-- uses: disclosures, items
-- belongs_to: filter
-- means: 期内许可和处罚决定按机关：件数、按期公开、逾期公开、逾期未公开 | Licence and penalty decisions of the period by body: how many, published in time, published late, past the day and not published
select
    department,
    count(*) as decisions,
    count(*) filter (where kind = 'licence') as licences,
    count(*) filter (where kind = 'penalty') as penalties,
    count(*) filter (where published_on <= publish_by) as in_time,
    count(*) filter (where published_on > publish_by) as late,
    count(*) filter (where is_overdue) as unpublished
from disclosures_in($scope)
group by department
order by unpublished desc, late desc, decisions desc, department;

-- list: handoff_departments
-- name: 各部门承接推送 | Hand-offs by department
-- uses: handoffs, cases, items
-- belongs_to: filter
-- means: 期内办结的推送按监管部门：已推送、签收、反馈、退回，以及未答复的等了多久（5 个工作日以内、6 至 20、20 以上） | Hand-offs of cases completed in the period by supervising department: pushed, acknowledged, reported back, sent back, and how long the unanswered have waited (up to 5 working days, 6 to 20, over 20)
with waiting as (
    select
        department,
        count(*) as unanswered,
        count(*) filter (where days_waited <= 5) as up_to_5,
        count(*) filter (where days_waited between 6 and 20) as to_20,
        count(*) filter (where days_waited > 20) as over_20,
        max(days_waited) as longest
    from handoffs_waiting($scope)
    group by department
),

handed as (
    select
        department,
        count(*) filter (where is_pushed) as pushed,
        count(*) filter (where is_overdue) as not_pushed,
        count(*) filter (where is_pushed and is_acknowledged) as acknowledged,
        count(*) filter (where is_pushed and is_fed_back) as fed_back,
        count(*) filter (where is_pushed and not is_acknowledged and returned_reason is not null) as returned
    from handoffs_in($scope)
    group by department
)

select
    handed.*,
    coalesce(waiting.unanswered, 0) as unanswered,
    coalesce(waiting.up_to_5, 0) as up_to_5,
    coalesce(waiting.to_20, 0) as to_20,
    coalesce(waiting.over_20, 0) as over_20,
    waiting.longest
from handed
left join waiting on waiting.department is not distinct from handed.department
order by unanswered desc, over_20 desc, pushed desc, handed.department;

-- list: handoffs_unanswered
-- name: 未签收的推送 | Hand-offs without an answer
-- uses: handoffs, cases, items
-- belongs_to: filter
-- means: 截至日已推送而监管部门既未签收、反馈也未退回的，及等了多少工作日，最久的在前 | Hand-offs the department has neither acknowledged, reported on nor sent back by the as-of date, with the working days waited, the longest first
select department, item_name, item_code, case_no, handoff_no, completed_on, pushed_on, channel, days_waited
from handoffs_waiting($scope)
order by days_waited desc, department, handoff_no;

-- list: inspection_departments
-- name: 各部门双随机抽查 | Random inspections by department
-- uses: inspections
-- belongs_to: filter
-- means: 期内应完成的抽查任务按部门：完成、逾期、联合、按期与逾期公示、逾期未公示、发现问题、已处置 | Inspection tasks due in the period by department: done, overdue, joint, published in time, late and not yet, problems found and dealt with
select
    department,
    count(*) as planned,
    count(*) filter (where is_done) as done,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where is_done and is_joint) as joint,
    count(*) filter (where published_on <= publish_by) as published_in_time,
    count(*) filter (where published_on > publish_by) as published_late,
    count(*) filter (where is_publication_overdue) as unpublished,
    sum(checked) as checked,
    sum(problems) as problems,
    sum(closed) as closed
from inspections_in($scope, 'planned')
group by department
order by overdue desc, planned desc, department;

-- list: inspections_open
-- name: 待办的抽查任务 | Inspection tasks that owe something
-- uses: inspections
-- belongs_to: filter
-- means: 截至日逾期未查、逾期未公示或问题未处置完的抽查任务，及逾期工作日 | Tasks that are past their day without checks, past their day without publication, or have problems not dealt with, with the working days late
select
    case
        when is_overdue then 'unchecked'
        when is_publication_overdue then 'unpublished'
        else 'problems'
    end as owes,
    department,
    task_no,
    is_joint,
    planned_on,
    checked_on,
    publish_by,
    problems - closed as problems_open,
    case
        when is_overdue then days_late($scope['as_of'], planned_on)
        when is_publication_overdue then days_late($scope['as_of'], publish_by)
    end as days_late
from inspections_in($scope, 'planned')
where is_overdue or is_publication_overdue or (is_done and closed < problems)
order by days_late desc nulls last, problems_open desc, task_no;

-- list: risk_kinds
-- name: 各类风险预警 | Warnings by kind
-- uses: risk_hits
-- belongs_to: everybody
-- means: 期内风险预警按类型：件数、已核实、查实、未处置 | Warnings of the period by kind: how many, verified, proved right, not dealt with
select
    kind,
    count(*) as hits,
    count(*) filter (where not is_unverified) as verified,
    count(proved_right) as judged,
    count(*) filter (where proved_right) as proved_right,
    count(*) filter (where is_unhandled) as unhandled
from risk_hits_in($scope)
group by kind
order by hits desc, kind;
