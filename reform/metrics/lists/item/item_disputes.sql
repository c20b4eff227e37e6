-- name: 一个事项的争议 | One item's disputes
-- uses: disputes, items
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
order by raised_on, dispute_no
