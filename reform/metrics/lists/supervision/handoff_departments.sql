-- name: 各部门承接推送 | Hand-offs by department
-- uses: handoffs, cases, items
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
order by unanswered desc, over_20 desc, pushed desc, handed.department
