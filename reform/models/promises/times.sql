-- Business start-ups and project approvals with the working days they took, and the statutory limits that held
-- before a law changed them.
-- side: before or after the first transfer of any item, by the day of application or acceptance.
create or replace macro side_of(day, began_on) as
    case when began_on is null then 'none' when day < began_on then 'before' else 'after' end;

-- A start-up is over with the last step its row gives, once registration, seals and invoices are all there.
create or replace table startup_times as
with started as (
    select
        source.* exclude (row_key, import_id, source_row),
        case
            when registered_on is not null and seal_on is not null and invoice_on is not null
                then greatest(registered_on, seal_on, invoice_on, insured_on, fund_on, bank_on)
        end as ended_on,
        (select min(transferred_on) from items) as began_on
    from raw.startups as source
)

select
    started.* exclude (began_on),
    side_of(started.applied_on, started.began_on) as side,
    last_days.workday_no - first_days.workday_no as working_days,
    first_days.provisional or last_days.provisional as provisional
from started
inner join calendar as first_days
    on first_days.kind = 'china' and first_days.day = started.applied_on
left join calendar as last_days
    on last_days.kind = 'china' and last_days.day = started.ended_on
order by started.startup_no;

create or replace table project_times as
with accepted as (
    select
        source.* exclude (row_key, import_id, source_row),
        (select min(transferred_on) from items) as began_on
    from raw.projects as source
)

select
    accepted.* exclude (began_on),
    side_of(accepted.accepted_on, accepted.began_on) as side,
    last_days.workday_no - first_days.workday_no as working_days,
    first_days.provisional or last_days.provisional as provisional
from accepted
inner join calendar as first_days
    on first_days.kind = 'china' and first_days.day = accepted.accepted_on
left join calendar as last_days
    on last_days.kind = 'china' and last_days.day = accepted.decided_on
order by accepted.project_no;

-- Every limit that a law has changed: the old one held from the change before it to the day before this one.
create or replace table limit_changes as
select
    item_code,
    valid_from,
    lag(valid_from) over (partition by item_code order by valid_from) as held_from,
    old_statutory_days,
    old_statutory_unit
from raw.item_versions
where
    change = 'change'
    and old_statutory_days is not null
    and statutory_days is not null
    and (old_statutory_days <> statutory_days or old_statutory_unit is distinct from statutory_unit)
order by item_code, valid_from;
