-- Cases of every kind that counts differently, drawn from the items by arithmetic alone: the same on each run.
-- Items with limits in working days, natural days, months and hours, said by code, by name, wrongly, or not
-- at all; cases that are open, withdrawn, suspended, extended, late; days outside the published calendar.
create or replace macro drawn(number, salt, modulus) as
    cast(hash(cast(number as bigint) * 7919 + salt) % modulus as integer);

create or replace temp table listed as
select row_number() over (order by item_code) - 1 as place, item_code, item_name, department
from raw.items;

create or replace temp table drawn_cases as
with numbered as (
    select range as number, drawn(range, 1, (select count(*) from listed)) as place, drawn(range, 2, 100) as kind
    from range($cases)
),

said as (
    select
        numbered.number,
        case
            when kind < 80 then listed.item_code
            when kind >= 90 then 'X' || drawn(number, 3, 40)
        end as item_code,
        case when kind < 88 then listed.item_name else '其他事项' || drawn(number, 4, 30) end as item_name,
        case when kind % 10 = 9 then '县政务中心' when kind % 10 > 2 then listed.department end as department,
        timestamp '2025-11-03 00:00:00'
        + to_days(drawn(number, 5, 560))
        + to_minutes(drawn(number, 6, 1440)) as accepted_at
    from numbered
    inner join listed on listed.place = numbered.place
)

select
    'A' || lpad(cast(number as varchar), 9, '0') as case_no,
    item_code,
    item_name,
    department,
    case when drawn(number, 7, 7) < 5 then cast([1, 2, 3, 4, 9][drawn(number, 8, 5) + 1] as varchar) end as channel,
    '1' as applicant_kind,
    case when drawn(number, 9, 3) > 0 then accepted_at - to_hours(drawn(number, 10, 90)) end as applied_at,
    accepted_at,
    case when drawn(number, 11, 5) = 0 then accepted_at + to_days(drawn(number, 12, 40)) end as due_at,
    case
        when drawn(number, 13, 20) > 0 then accepted_at + to_minutes(drawn(number, 14, 40) * drawn(number, 15, 1700))
    end as completed_at,
    case when drawn(number, 16, 15) = 0 then 'withdrawn' when drawn(number, 16, 15) < 9 then 'granted' end as result,
    drawn(number, 17, 3) as visits,
    drawn(number, 18, 2) = 0 as one_window,
    '张' || number as applicant
from said;

create or replace temp table drawn_pauses as
select
    case_no,
    case when drawn(number, 22, 3) = 0 then '1' else '2' end as kind,
    cast(accepted_at as date) + drawn(number, 23, 20) as started_on,
    case
        when drawn(number, 24, 8) > 0 then cast(accepted_at as date) + drawn(number, 23, 20) + drawn(number, 25, 25)
    end as ended_on,
    case when drawn(number, 26, 2) = 0 then drawn(number, 27, 25) / 2.0 end as approved_days
from (
    select drawn_cases.*, cast(substr(case_no, 2) as integer) * 3 + twin as number
    from drawn_cases
    cross join (select unnest([0, 1]) as twin)
)
where drawn(number, 28, 9) = 0;
