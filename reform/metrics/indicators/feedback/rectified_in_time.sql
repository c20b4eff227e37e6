-- code: S06
-- name: 差评按期整改率 | Bad reviews rectified in time
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- channels: ratings
-- uses: ratings
-- needs: ratings.rectified_on
-- rows: rows_ratings
-- means: 期限内整改的差评 ÷ 已有结果的差评（已整改或已过期限）；没有期限的按评价后 15 个工作日 | Bad reviews rectified by their deadline ÷ those whose outcome is known (rectified, or past the deadline); without a date of its own 15 working days after the rating
-- source: 县级口径 | the county's own definition
select
    dims,
    count(*) filter (where is_rectified and rectified_on <= due_on) as numerator,
    count(*) filter (where is_rectified or is_past_due) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    count(*) as n,
    count(*) filter (where is_past_due and not is_rectified) as overdue,
    count(*) filter (where not is_past_due and not is_rectified) as pending
from ratings_in($scope)
where bad
group by dims
