-- name: 投诉类型 | Complaints by kind
-- uses: complaints, items
-- means: 期内每类投诉的件数、属实、按期答复和超期未答复 | Complaints of the period by kind: how many, upheld, answered in time, overdue
select
    kind,
    count(*) as complaints,
    count(*) filter (where upheld in ('true', 'partly')) as upheld,
    count(*) filter (where is_answered and answered_on <= answer_by) as in_time,
    count(*) filter (where is_past_due and not is_answered) as overdue
from complaints_in($scope)
group by kind
order by complaints desc, kind
