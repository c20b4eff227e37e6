-- Limits in working days where a source counts natural days (the calendar of its profile): 15个工作日 stays 15
-- working days of the official calendar, and ends so many natural days after the acceptance. Empty where no
-- source counts natural days.
create or replace temp table natural_limits as
with accepted as (
    select distinct cast(filed.accepted_at as date) as accepted_on
    from filed_cases as filed
    inner join imports on imports.import_id = filed.import_id
    where imports.calendar = 'natural'
),

limits as (
    select floor(statutory_days) as days
    from items
    where statutory_unit = 'wd'
    union
    select floor(promised_days) as days
    from items
    where promised_unit = 'wd'
)

select
    'natural' as calendar_kind,
    'wd' as unit,
    accepted.accepted_on,
    limits.days,
    cast(greatest(0, ends_in.workday_no - begins_in.workday_no) as double) as natural_days,
    begins.provisional or ends.provisional as provisional
from accepted
cross join limits
inner join calendar as begins
    on begins.kind = 'china' and begins.day = accepted.accepted_on
inner join calendar as ends
    on ends.kind = 'china' and ends.is_workday and ends.workday_no = begins.workday_no + limits.days
inner join calendar as begins_in
    on begins_in.kind = 'natural' and begins_in.day = begins.day
inner join calendar as ends_in
    on ends_in.kind = 'natural' and ends_in.day = ends.day;
