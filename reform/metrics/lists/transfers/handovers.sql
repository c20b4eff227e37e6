-- name: 五到位 | Handovers
-- uses: items, stages
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
order by flags.flag
