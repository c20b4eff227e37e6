-- name: 数据范围 | What is loaded
-- means: 各数据集的行数、首末日期、未匹配与暂估的办件 | Rows, first and last day of each dataset, cases unmatched or provisional
select 'items' as dataset, count(*) as rows, cast(null as date) as first_on, cast(null as date) as last_on
from items
union all
select 'stages', count(*), min(entered_on), max(entered_on)
from raw.stages
union all
select 'cases', count(*), min(accepted_on), max(greatest(accepted_on, completed_on))
from cases
union all
select 'pauses', count(*), min(started_on), max(started_on)
from raw.pauses
union all
select 'ratings', count(*), min(rated_on), max(rated_on)
from ratings
union all
select 'case_counts', count(*), min(completed_on), max(completed_on)
from raw.case_counts
having count(*) > 0
union all
select 'departments', count(*), min(valid_from), max(valid_to)
from raw.departments
where withdrawn is not true
union all
select 'calendar', count(*), min(day), max(day)
from raw.calendar
union all
select 'unmatched', cast(coalesce(sum(n), 0) as bigint), cast(null as date), cast(null as date)
from (
    select count(*) as n
    from cases
    where unmatched
    union all
    select sum(counted_cases.completed)
    from counted_cases
    inner join subjects on subjects.subject_id = counted_cases.subject_id
    where subjects.unmatched
)
union all
select 'stray_stages', count(*), cast(null as date), cast(null as date)
from raw.stages
where item_code not in (select item_code from items)
union all
select 'stray_pauses', count(*), cast(null as date), cast(null as date)
from raw.pauses
where case_no not in (select case_no from cases)
union all
select 'other_calendar', count(*) filter (where calendar_kind <> 'china'), cast(null as date), cast(null as date)
from cases
union all
select 'provisional', cast(coalesce(sum(n), 0) as bigint), cast(null as date), cast(null as date)
from (
    select count(*) as n
    from cases
    where provisional
    union all
    select sum(provisional)
    from counted_cases
)
