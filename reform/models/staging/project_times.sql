-- Project approvals with the working days they took, from acceptance to decision.
-- unique: project_times (project_no)
-- not null: project_times (accepted_on)
create or replace table project_times as
select
    source.* exclude (row_key, import_id, source_row),
    last_days.workday_no - first_days.workday_no as working_days,
    first_days.provisional or last_days.provisional as provisional
from raw.projects as source
inner join calendar as first_days
    on first_days.kind = 'china' and first_days.day = source.accepted_on
left join calendar as last_days
    on last_days.kind = 'china' and last_days.day = source.decided_on
order by source.project_no;
