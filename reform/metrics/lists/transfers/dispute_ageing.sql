-- name: 争议账龄 | Ageing of disputes
-- uses: disputes, items
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
order by split, open desc, over_90 desc, kind, one, other
