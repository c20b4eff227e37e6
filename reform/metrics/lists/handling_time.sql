-- list: calendars_in_period
-- name: 期内用时的日历 | Calendars of the days used in the period
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases
-- belongs_to: everybody
-- means: 期内办结件按用时的日历的件数：全部、法定时限已知的、承诺时限已知的、法定时限已知的承诺件、两项时限都已知的承诺件 | Completed cases by the calendar of their days used: all, with a known statutory limit, with a known promise, promised cases with a known statutory limit, promised cases with both
select
    dims,
    calendar_kind,
    count(*) as completed,
    count(*) filter (where statutory_known) as statutory_known,
    count(*) filter (where promised_known) as promised_known,
    count(*) filter (where kind = '2' and statutory_known) as promised_case,
    count(*) filter (where kind = '2' and both_known) as both_known
from calendars_in($scope)
group by dims, calendar_kind
order by dims, calendar_kind;

-- list: calendars_of_item
-- name: 一个事项用时的日历 | Calendars of one item's days used
-- uses: cases
-- belongs_to: filter
-- means: 一个事项办结件按用时的日历的件数 | One item's completed cases by the calendar of their days used
select dated_cases.calendar_kind, count(*) as completed
from dated_cases
inner join subjects on subjects.subject_id = dated_cases.subject_id
where
    dated_cases.completed_on <= $scope['known_to']
    and list_contains($scope['items'], subjects.item_code)
    and not subjects.unmatched
    and in_scope($scope, subjects.department, subjects.domain, subjects.batch)
    and chosen($scope['channels'], dated_cases.channel)
group by dated_cases.calendar_kind
order by dated_cases.calendar_kind;

-- list: calendars_of_old_limits
-- name: 旧时限办件的日历 | Calendars of cases under an old limit
-- by: department, domain, batch, channel, side, item, month, week
-- uses: item_versions, cases
-- belongs_to: everybody
-- means: 受理时适用另一法定时限的办件按用时的日历的件数 | Cases accepted under another statutory limit by the calendar of their days
select dims, calendar_kind, count(*) as completed
from cases_under_old_limits($scope)
group by dims, calendar_kind
order by dims, calendar_kind;

-- list: calendars_since_transfer
-- name: 划转前后用时的日历 | Calendars of the days before and after the transfer
-- by: department, domain, batch, channel, item, month, week
-- uses: cases, stages
-- belongs_to: everybody
-- means: 期内划转后办结件及同一事项划转前办结件按用时的日历的件数；划转前后各有至少 5 件办结的事项 | Cases completed after the transfer in the period, and the same items' before it, by the calendar of their days used; items with at least 5 on each side
with compared as (
    select distinct dims, subject_id
    from after_transfer($scope)
),

after as (
    select done.dims, done.calendar_kind
    from calendars_in($scope) as done
    inner join compared on compared.dims = done.dims and compared.subject_id = done.subject_id
    where done.side = 'after'
),

before as (
    select compared.dims, dated_cases.calendar_kind
    from dated_cases
    inner join compared on compared.subject_id = dated_cases.subject_id
    where dated_cases.side = 'before' and dated_cases.completed_on <= $scope['known_to']
)

select dims, calendar_kind, count(*) as completed
from (
    select dims, calendar_kind
    from after
    union all
    select dims, calendar_kind
    from before
)
group by dims, calendar_kind
order by dims, calendar_kind;

-- list: days_distribution
-- name: 用时分布 | Distribution of days used
-- by: channel
-- uses: cases, pauses
-- calendars: calendars_in_period.completed
-- belongs_to: everybody
-- means: 办结件按实际用时（工作日）的件数 | Completed cases by working days used
select
    working_days,
    sum(completed) as cases
from completed($scope)
group by working_days
order by working_days;

-- list: item_changes
-- name: 事项变更记录 | Item changes
-- uses: item_versions, items
-- belongs_to: filter
-- means: 所选时段内依法设立、调整、取消、下放、承接的事项与依据，以及已定、尚未生效的 | Items set up, changed, cancelled, handed down or taken over in the period, with the basis; and what is decided but not yet in force
-- past: 尚未列入当日清单的事项，部门取自现行清单 | The department of an item that was not in the list yet is that of today's list
select
    valid_from,
    change,
    item_code,
    item_name,
    department,
    basis,
    old_statutory_days,
    old_statutory_unit,
    old_statutory_kind,
    statutory_days,
    statutory_unit,
    statutory_kind,
    old_promised_days,
    old_promised_unit,
    old_promised_kind,
    promised_days,
    promised_unit,
    promised_kind,
    is_ahead,
    is_limit_change
from changes_in($scope)
order by valid_from desc, item_code, change, basis;

-- list: open_case_list
-- name: 超期与临期办件 | Open cases overdue or near due
-- by: channel
-- uses: cases, items, pauses
-- belongs_to: filter
-- means: 截至日在办且已超期或 2 日内到期的办件，到期最早的在前；日数按各办件所用的日历计（工作日或自然日） | Open cases past their deadline or due within 2 days at the as-of date, earliest due first; days are counted on each case's own calendar (working or natural days)
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    case_no,
    item_name,
    department,
    accepted_on,
    deadline,
    elapsed_days,
    days_left,
    is_paused,
    calendar_kind
from open_cases($scope)
where days_left <= 2
order by deadline nulls last, case_no;

-- list: startup_steps
-- name: 企业开办各环节 | Steps of a business start-up
-- by: side
-- uses: startups, items, stages
-- belongs_to: everybody
-- means: 办完的企业开办：从申请到每个环节办完的工作日均值，另列中位数与九成分位；环节可以并行 | Complete start-ups: mean working days from the application until each step was done, with median and 90th percentile; steps may run side by side
with reached as (
    select
        dims,
        applied_on,
        unnest([
            {'name': 'registered', 'day': registered_on},
            {'name': 'seal', 'day': seal_on},
            {'name': 'invoice', 'day': invoice_on},
            {'name': 'insured', 'day': insured_on},
            {'name': 'fund', 'day': fund_on},
            {'name': 'bank', 'day': bank_on}
        ]) as step
    from startups_in($scope)
    where ended_on is not null
)

select
    dims,
    step,
    sum(working_days) as numerator,
    count(*) as denominator,
    1.0 * numerator / denominator as value,
    quantile_cont(working_days, 0.5) as p50,
    quantile_cont(working_days, 0.9) as p90,
    count(*) as n
from (
    select dims, step['name'] as step, workdays_between(applied_on, step['day']) as working_days
    from reached
)
where working_days is not null
group by dims, step
order by dims, step;

-- list: three_limits
-- name: 法定、承诺、实际 | Statutory, promised, actual
-- unit: 工作日 | working days
-- by: department, domain, batch, channel, item, month, side
-- uses: cases, items, pauses
-- calendars: calendars_in_period.both_known
-- belongs_to: everybody
-- means: 法定与承诺时限都已知的办结承诺件：三者的平均工作日 | Completed promised cases with both limits known: mean working days of the three
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    dims,
    sum(both_statutory_days) / nullif(sum(both_known), 0) as statutory,
    sum(both_promised_days) / nullif(sum(both_known), 0) as promised,
    sum(working_days * both_known) / nullif(sum(both_known), 0) as used,
    used as value,
    sum(working_days * both_known) as numerator,
    sum(both_known) as denominator,
    sum(both_known) as n
from completed($scope)
where kind = '2' and both_known > 0
group by dims;
