-- name: 超期与临期的在办件 | Open cases overdue or near due
-- by: channel
-- uses: cases, items, pauses
-- means: 截至日在办且已超期或 2 个工作日内到期的办件 | Open cases past their deadline or due within 2 working days at the as-of date
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    item_name as subject,
    case_no as reference,
    item_code,
    department as owner,
    deadline as due_on,
    days_left
from open_cases($scope)
where days_left <= 2
order by days_left, case_no
