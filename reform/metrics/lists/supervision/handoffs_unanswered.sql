-- name: 未签收的推送 | Hand-offs without an answer
-- uses: handoffs, cases, items
-- means: 截至日已推送而监管部门既未签收、反馈也未退回的，及等了多少工作日，最久的在前 | Hand-offs the department has neither acknowledged, reported on nor sent back by the as-of date, with the working days waited, the longest first
select department, item_name, item_code, case_no, handoff_no, completed_on, pushed_on, channel, days_waited
from handoffs_waiting($scope)
order by days_waited desc, department, handoff_no
