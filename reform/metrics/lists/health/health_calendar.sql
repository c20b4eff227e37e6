-- name: 日历未公布 | Calendar not published
-- means: 期限或用时落在放假安排尚未公布的年份：在办件、按 15 个工作日推算期限而未整改的差评；已办结件合计一行 | What rests on a year whose holidays are not published: open cases, and bad reviews not rectified whose deadline is 15 working days after the rating; completed cases in one row
select
    'case' as kind,
    subjects.item_name as subject,
    cases.case_no as reference,
    subjects.department,
    cases.deadline as day,
    1 as rows
from cases
inner join subjects on subjects.subject_id = cases.subject_id
where cases.provisional and cases.counted and cases.completed_on is null
union all
select 'review', subjects.item_name, coalesce(ratings.rating_no, ratings.case_no), subjects.department, ratings.due_on, 1
from ratings
inner join subjects on subjects.subject_id = ratings.subject_id
inner join calendar on calendar.kind = 'china' and calendar.day = ratings.due_on
inner join raw.ratings as source on source.row_key = ratings.rating_key
where ratings.bad and ratings.rectified_on is null and source.due_on is null and calendar.provisional
union all
select 'completed', null, null, null, max(completed_on), count(*)
from cases
where provisional and counted and completed_on is not null
having count(*) > 0
order by kind, day, reference
