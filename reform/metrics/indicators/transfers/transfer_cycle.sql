-- code: T07
-- name: 平均划转周期 | Mean transfer time
-- unit: 工作日 | working days
-- better: lower
-- by: department, domain, batch, item
-- uses: items, stages
-- needs: stages
-- rows: rows_items
-- means: 截至日正式运行（S7）的事项从首次进入梳理（S1）到首次进入正式运行的工作日均值（首日不计、末日计入），另列中位数；缺少两个日期之一或先后颠倒的不计 | Mean working days from first entering sorting out (S1) to first entering operation (S7) of the items in operation at the as-of date (first day out, last day in), with the median; items without one of the two days, or with the second before the first, left out
-- source: 县级口径 | the county's own definition
with first_days as (
    select
        item_code,
        min(entered_on) filter (where stage = 'S1') as began_on,
        min(entered_on) filter (where stage = 'S7') as running_on
    from stage_log
    where entered_on <= $scope['as_of']
    group by item_code
),

timed as (
    select
        status.dims,
        case
            when first_days.running_on >= first_days.began_on
                then running.workday_no - began.workday_no
        end as days
    from items_at($scope) as status
    inner join first_days on first_days.item_code = status.item_code
    left join calendar as began
        on began.kind = 'china' and began.day = first_days.began_on
    left join calendar as running
        on running.kind = 'china' and running.day = first_days.running_on
    where status.counted and status.stage = 'S7'
)

select
    dims,
    coalesce(sum(days), 0) as numerator,
    count(days) as denominator,
    1.0 * numerator / nullif(denominator, 0) as value,
    quantile_cont(days, 0.5) as p50,
    count(days) as n,
    count(*) - count(days) as left_out
from timed
group by dims
