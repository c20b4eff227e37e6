-- code: W05
-- name: 投诉按期答复率 | Complaints answered in time
-- unit: %
-- better: higher
-- by: department, domain, batch, item, month, week
-- uses: complaints, items
-- needs: complaints.answered_on
-- rows: rows_complaints
-- means: 期限内答复的投诉 ÷ 已答复或已过期限的投诉；没有期限的按收到后 15 个工作日计 | Complaints answered by their day ÷ those answered or past it; without a day of its own 15 working days count
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_answered and answered_on <= answer_by) as numerator,
    count(*) filter (where is_answered or is_past_due) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_past_due and not is_answered) as overdue,
    count(*) filter (where not is_past_due and not is_answered) as pending
from complaints_in($scope)
group by dims
