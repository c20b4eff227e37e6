-- name: 各部门双公示 | Decisions published by department
-- uses: disclosures, items
-- means: 期内许可和处罚决定按机关：件数、按期公开、逾期公开、逾期未公开 | Licence and penalty decisions of the period by body: how many, published in time, published late, past the day and not published
select
    department,
    count(*) as decisions,
    count(*) filter (where kind = 'licence') as licences,
    count(*) filter (where kind = 'penalty') as penalties,
    count(*) filter (where published_on <= publish_by) as in_time,
    count(*) filter (where published_on > publish_by) as late,
    count(*) filter (where is_overdue) as unpublished
from disclosures_in($scope)
group by department
order by unpublished desc, late desc, decisions desc, department
