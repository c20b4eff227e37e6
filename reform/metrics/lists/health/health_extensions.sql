-- name: 超过第42条的延长 | Extensions beyond art. 42
-- means: 批准延长合计超过 10 个工作日的办件（行政许可法第42条；集中办理为 15 个），按批准的天数计入期限 | Cases with more than 10 working days of extension in all (Administrative Licensing Law art. 42; 15 where several bodies decide together); they count as approved
select
    cases.case_no as reference,
    subjects.item_code,
    subjects.item_name,
    subjects.department,
    cases.accepted_on,
    cases.extension_days
from cases
inner join subjects on subjects.subject_id = cases.subject_id
where cases.extension_days > 10
order by cases.extension_days desc, reference
