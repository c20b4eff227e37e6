-- name: 监管盲区 | Blind spots
-- uses: handoffs, cases, items
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
order by cases desc, item_code
