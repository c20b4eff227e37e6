-- name: 未匹配的办件 | Unmatched cases
-- means: 不属于清单中任何事项的办件，按文件中的编码、名称与部门，件数最多的在前 | Cases that belong to no item of the list, by the code, name and department the files give, most frequent first
select
    subjects.item_code,
    subjects.item_name,
    subjects.department,
    count(*) as cases,
    min(cases.accepted_on) as first_on,
    max(cases.accepted_on) as last_on
from cases
inner join subjects on subjects.subject_id = cases.subject_id
where cases.unmatched
group by subjects.item_code, subjects.item_name, subjects.department
order by cases desc, subjects.item_code, subjects.item_name, subjects.department
