-- What a row of the files breaks, if anything: the column, the rule of reform/schema/messages.py, the other column; and
-- what becomes of a good case. The declaration of a dataset refuses the same when its files are loaded.
create or replace temp view judged_cases as
select
    given_cases.*,
    case
        when case_no is null then 'case_no required_missing'
        when accepted_at is null then 'accepted_at required_missing'
        when item_code is null and item_name is null then 'item_code one_of_missing item_name'
        when cast(applied_at as date) < days.first_day or cast(applied_at as date) > days.last_day
            then 'applied_at date_out_of_range'
        when cast(accepted_at as date) < days.first_day or cast(accepted_at as date) > days.last_day
            then 'accepted_at date_out_of_range'
        when cast(due_at as date) < days.first_day or cast(due_at as date) > days.last_day
            then 'due_at date_out_of_range'
        when cast(completed_at as date) < days.first_day or cast(completed_at as date) > days.last_day
            then 'completed_at date_out_of_range'
        when cast(applied_at as date) > days.today then 'applied_at date_future'
        when cast(accepted_at as date) > days.today then 'accepted_at date_future'
        when cast(completed_at as date) > days.today then 'completed_at date_future'
        when cast(accepted_at as date) < cast(applied_at as date) then 'accepted_at order_dates applied_at'
        when cast(completed_at as date) < cast(accepted_at as date) then 'completed_at order_dates accepted_at'
        when cast(completed_at as date) < cast(applied_at as date) then 'completed_at order_dates applied_at'
    end as fault,
    case
        when completed_at is null then 'open'
        when result in ('withdrawn', 'terminated') then 'withdrawn'
        else 'completed'
    end as state
from given_cases
cross join day_limits as days;

create or replace temp view judged_pauses as
select
    given_pauses.*,
    case
        when case_no is null then 'case_no required_missing'
        when kind is null then 'kind required_missing'
        when started_on is null then 'started_on required_missing'
        when cast(started_on as date) < days.first_day or cast(started_on as date) > days.last_day
            then 'started_on date_out_of_range'
        when cast(ended_on as date) < days.first_day or cast(ended_on as date) > days.last_day
            then 'ended_on date_out_of_range'
        when cast(started_on as date) > days.today then 'started_on date_future'
        when cast(ended_on as date) < cast(started_on as date) then 'ended_on order_dates started_on'
    end as fault,
    '' as state
from given_pauses
cross join day_limits as days;
