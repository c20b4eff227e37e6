-- Working days of the official calendar, as questions ask them.

-- From one day to another; the first day is not counted.
create or replace macro workdays_between(since, until) as (
    select until_days.workday_no - since_days.workday_no
    from calendar as since_days
    inner join calendar as until_days
        on until_days.kind = 'china' and until_days.day = until
    where since_days.kind = 'china' and since_days.day = since
);

-- Left at the end of the as-of date: 0 on the day itself, negative once it is over.
create or replace macro days_left(as_of, due_on) as
    least(workdays_between(as_of, due_on), case when due_on < as_of then -1 end);

-- By how many working days something that was due before is late: at least 1.
create or replace macro days_late(as_of, due_on) as
    greatest(1, workdays_between(due_on, as_of));
