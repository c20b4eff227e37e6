-- name: 告知承诺事项 | Commitments by item
-- uses: commitments, items
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
order by broken desc, commitments desc, item_code
