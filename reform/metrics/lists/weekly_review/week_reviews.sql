-- name: 逾期与临期未整改的差评 | Bad reviews overdue or near due
-- by: channel
-- channels: ratings
-- uses: ratings, items
-- means: 截至日尚未整改、已过期限或 5 个工作日内到期的差评 | Bad reviews not rectified that are past their deadline or due within 5 working days at the as-of date
with waiting as (
    select
        reviews.*,
        subjects.item_code,
        days_left($scope['as_of'], reviews.due_on) as days_left
    from ratings_in($scope) as reviews
    inner join subjects on subjects.subject_id = reviews.subject_id
    where reviews.bad and not reviews.is_rectified
)

select
    item_name as subject,
    coalesce(case_no, rating_no) as reference,
    case when item_code in (select items.item_code from items) then item_code end as item_code,
    department as owner,
    due_on,
    days_left
from waiting
where days_left <= 5
order by days_left, reference
