-- What the weekly check asks alike.

-- Working days left at the end of the as-of date: 0 on the day itself, negative once it is over.
create or replace macro days_left(as_of, due_on) as (
    select
        case
            when due_on < as_of then least(-1, due_days.workday_no - until_days.workday_no)
            else due_days.workday_no - until_days.workday_no
        end
    from calendar as due_days
    inner join calendar as until_days
        on until_days.kind = 'china' and until_days.day = as_of
    where due_days.kind = 'china' and due_days.day = due_on
);
