-- list: batches
-- name: 批次 | Batches
-- uses: items, stages, plan_changes
-- belongs_to: everybody
-- means: 每批的事项数、计划起止、已划转数及其首个与末个划转日 | Items, first and last planned day, items transferred of each batch, and the first and last day on which they were
select
    batch,
    count(*) as items,
    min(planned_on) as starts_on,
    max(planned_on) as ends_on,
    count(*) filter (where is_transferred) as transferred,
    min(transferred_on) filter (where is_transferred) as first_transferred_on,
    max(transferred_on) filter (where is_transferred) as last_transferred_on,
    count(*) filter (where is_planned_by_now) as planned_by_now,
    count(*) filter (where is_overdue) as overdue
from items_at($scope)
where counted and batch is not null
group by batch
order by batch;

-- list: dispute_ageing
-- name: 争议账龄 | Ageing of disputes
-- uses: disputes, items
-- belongs_to: one, other, everybody
-- means: 截至日未办结的争议提出至今的自然日，按类型和按双方部门：30 日以内、31 至 90 日、90 日以上；哪一方在前不区分 | Natural days since open disputes were raised, by kind and by pair of departments: up to 30, 31 to 90, over 90; which side is named first does not matter
with aged as (
    select
        kind,
        case when side > other_side or side is null then other_side else side end as one,
        case when side > other_side or side is null then side else other_side end as other,
        is_overdue,
        $scope['as_of'] - raised_on as age
    from disputes_at($scope)
    where not is_settled
)

select
    case when grouping(kind) = 0 then 'kind' else 'pair' end as split,
    kind,
    one,
    other,
    count(*) as open,
    count(*) filter (where age <= 30) as up_to_30,
    count(*) filter (where age between 31 and 90) as to_90,
    count(*) filter (where age > 90) as over_90,
    count(*) filter (where is_overdue) as overdue,
    max(age) as oldest
from aged
group by grouping sets ((kind), (one, other))
order by split, open desc, over_90 desc, kind, one, other;

-- list: dispute_list
-- name: 争议台账 | Disputes
-- uses: disputes, items
-- belongs_to: department, side, other_side, owing
-- means: 每件争议的类型、双方、论证与决定、责任单位、期限与超期工作日；超期的在前，其次是等待决定的 | Kind, sides, review and decision, owner, deadline and working days overdue of each dispute; overdue ones first, then those that await a decision
-- past: 认定没有日期，过去的截至日也计入今天已有的认定 | A finding has no day: one made later counts at an as-of date in the past, too
select
    dispute_no,
    kind,
    item_name,
    item_code,
    department,
    side,
    other_side,
    raised_on,
    case when not is_settled then $scope['as_of'] - raised_on end as open_days,
    coordinations,
    reviewed_on,
    experts,
    review_result,
    submitted_on,
    decided_on,
    decision,
    due_on,
    settled_on,
    owing,
    state,
    case when is_overdue then days_late($scope['as_of'], due_on) end as days_late,
    passed_around,
    focus
from disputes_at($scope)
order by
    days_late desc nulls last,
    case state when 'reviewed' then 0 when 'decided' then 1 when 'settled' then 3 else 2 end,
    raised_on,
    dispute_no;

-- list: handovers
-- name: 五到位 | Handovers
-- uses: items, stages
-- belongs_to: everybody
-- means: 已划转事项中，截至日事项、人员、印章、系统账号、档案资料各有多少到位 | Of the items transferred, how many have each of the five handover flags at the as-of date
with transferred as (
    select item_code
    from items_at($scope)
    where counted and is_transferred
),

flags as (
    select unnest(['F1', 'F2', 'F3', 'F4', 'F5']) as flag
)

select
    flags.flag,
    count(handover_flags.item_code) as have,
    count(*) - have as lacking,
    count(*) as transferred
from flags
cross join transferred
left join handover_flags
    on handover_flags.item_code = transferred.item_code
    and handover_flags.flag = flags.flag
    and handover_flags.reached_on <= $scope['as_of']
group by flags.flag
order by flags.flag;

-- list: overdue_by_owner
-- name: 谁欠着 | Owed by whom
-- uses: items, stages, disputes, plan_changes
-- belongs_to: owner
-- means: 各单位逾期未划转的事项（原实施部门）与超期未办结的争议（责任单位），以及最长超期工作日 | Transfers overdue by original department and disputes overdue by the unit that owes their settlement, with the longest delay in working days
with late as (
    select department as owner, 'transfer' as kind, planned_on as due_on
    from items_at($scope)
    where counted and is_overdue
    union all
    select owing, 'dispute', due_on
    from disputes_at($scope)
    where is_overdue
)

select
    owner,
    count(*) filter (where kind = 'transfer') as transfers,
    count(*) filter (where kind = 'dispute') as disputes,
    count(*) as overdue,
    max(days_late) as longest
from (select *, days_late($scope['as_of'], due_on) as days_late from late)
group by owner
order by overdue desc, longest desc, owner;

-- list: plan_change_list
-- name: 计划调整台账 | Plan changes
-- uses: items, plan_changes, stages
-- belongs_to: filter
-- means: 每次计划调整：原计划、由哪天改到哪天（工作日）、现行计划与实际划转日、原因、谁批准、凭什么文件；没有记录、缺原因、缺批准的在前 | Each move of a plan: first plan, from which day to which (working days), plan now and actual day, reason, approval, paper; unrecorded ones and those without a reason or an approval first
select
    item_code,
    item_name,
    department,
    batch,
    original_planned_on,
    changed_on,
    from_on,
    to_on,
    planned_on,
    case when is_transferred then transferred_on end as actual_on,
    workdays_between(from_on, to_on) as days_moved,
    reason,
    approved_by,
    document,
    case
        when not is_recorded then 'record'
        when reason is null and approved_by is null then 'both'
        when reason is null then 'reason'
        when approved_by is null then 'approval'
    end as missing
from plan_moves_at($scope)
where is_moved
order by
    case missing
        when 'record' then 0 when 'both' then 1 when 'reason' then 2 when 'approval' then 3 else 4
    end,
    days_moved desc nulls last,
    item_code,
    changed_on;

-- list: set_aside
-- name: 退回、暂缓与不划转 | Returned, postponed, left out
-- uses: items, stages
-- belongs_to: filter
-- means: 截至日退回、暂缓或不划转的事项，自何日起、什么原因、凭什么文件 | Items returned, postponed or not to be transferred at the as-of date: since when, why, on what paper
select item_code, item_name, department, batch, stage, stage_on, stage_reason, stage_document
from listed_at($scope)
where counted and stage like 'X%'
order by stage desc, stage_on, item_code;

-- list: stage_funnel
-- name: 阶段漏斗 | Stage funnel
-- uses: items, stages
-- belongs_to: everybody
-- means: 截至日至少到达各阶段（S0 至 S7）的事项数；暂缓、退回、不划转的另列，不计入各阶段 | Items that have come at least as far as each stage (S0 to S7) at the as-of date; those postponed, returned or not to be transferred stand aside
with standing as (
    select stage, count(*) as items
    from listed_at($scope)
    where counted
    group by stage
),

stages as (
    select unnest(['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'X1', 'X2', 'X3']) as stage
)

select
    stages.stage,
    stages.stage like 'X%' as is_aside,
    is_transferred_stage(stages.stage) as is_transferred,
    coalesce(sum(standing.items), 0) as reached,
    coalesce(sum(standing.items) filter (where standing.stage = stages.stage), 0) as here,
    (select coalesce(sum(items), 0) from standing where stage <> 'X2') as total
from stages
left join standing
    on standing.stage = stages.stage
    or (stages.stage like 'S%' and standing.stage > stages.stage and standing.stage <= 'S7')
group by stages.stage
order by stages.stage;

-- list: transfer_curve
-- name: 划转进度曲线 | Transfer curve
-- uses: items, stages, plan_changes
-- belongs_to: everybody
-- means: 每周末的累计计划、原计划与实际已划转事项数；截至日之后只有计划 | Cumulative items planned, first planned and transferred at the end of each week; after the as-of date only the plan
with base as (
    select item_code, planned_on, original_planned_on
    from items_at($scope)
    where counted
),

-- What changes on a day: items planned, first planned, transferred or given back.
changes as (
    select planned_on as day, 1 as planned, 0 as first_planned, 0 as transferred
    from base
    where planned_on is not null
    union all
    select coalesce(original_planned_on, planned_on), 0, 1, 0
    from base
    where coalesce(original_planned_on, planned_on) is not null
    union all
    select moved.day, 0, 0, moved.change
    from base
    inner join (
        select
            held.item_code,
            unnest([greatest(held.from_on, there.from_on), least(held.until_on, there.until_on)]) as day,
            unnest([1, -1]) as change
        from transfer_spans as held
        inner join item_spans as there
            on there.item_code = held.item_code
            and there.from_on < coalesce(held.until_on, date '9999-12-31')
            and held.from_on < coalesce(there.until_on, date '9999-12-31')
    ) as moved on moved.item_code = base.item_code
    where moved.day is not null
),

spans as (
    select
        min(day) filter (where planned > 0 or transferred <> 0) as first_day,
        greatest(max(day) filter (where planned > 0), $scope['as_of']) as last_day
    from changes
),

days as (
    select unnest(generate_series(
        date_trunc('week', first_day) - interval 1 day, last_day + interval 6 day, interval 7 day
    )) as day
    from spans
    union
    select $scope['as_of']
),

sums as (
    select
        day,
        sum(planned) over upto as planned,
        sum(first_planned) over upto as first_planned,
        sum(transferred) over upto as transferred,
        is_asked
    from (
        select *, false as is_asked from changes
        union all
        select cast(day as date), 0, 0, 0, true from days
    )
    window upto as (order by day range unbounded preceding)
)

select
    day,
    cast(planned as bigint) as planned,
    cast(first_planned as bigint) as first_planned,
    case when day <= $scope['as_of'] then transferred end as transferred,
    (select count(*) from base) as total
from sums
where is_asked
order by day;

-- list: transfer_scope
-- name: 划转范围的变化 | Scope of the transfer
-- uses: items, stages, item_versions, plan_changes
-- belongs_to: everybody
-- means: 现行范围（现在应划转的事项）与原定范围：扣除首个计划日之后依法新设、承接的事项，加回后来确定不划转的；各有多少已划转，以及计划的最后一日 | The scope now (items to be transferred) and the original one: without what was set up or taken over by law after the first planned day, with what was taken out since; and how many of each are transferred, and the plan's last day
with began as (
    select min(coalesce(original_planned_on, planned_on)) as day
    from items
    where counted
),

added as (
    select item_code, min(valid_from) as day
    from raw.item_versions
    where change in ('set', 'take') and valid_from <= $scope['as_of']
    group by item_code
),

listed as (
    select
        listed.is_transferred,
        listed.planned_on,
        listed.stage = 'X2' as is_taken_out,
        coalesce(added.day > began.day, false) as is_added
    from listed_at($scope) as listed
    cross join began
    left join added on added.item_code = listed.item_code
    where listed.counted
)

select
    count(*) filter (where not is_taken_out) as total,
    count(*) filter (where not is_taken_out and is_transferred) as transferred,
    count(*) filter (where not is_added) as original_total,
    count(*) filter (where not is_added and is_transferred) as original_transferred,
    count(*) filter (where is_added and not is_taken_out) as added,
    count(*) filter (where is_taken_out and not is_added) as taken_out,
    case
        when count(*) filter (where not is_taken_out and planned_on is null) = 0
            then max(planned_on) filter (where not is_taken_out)
    end as plan_ends
from listed;
