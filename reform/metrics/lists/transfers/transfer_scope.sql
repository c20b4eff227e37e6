-- name: 划转范围的变化 | Scope of the transfer
-- uses: items, stages, item_versions, plan_changes
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
from listed
