-- sqlfluff:dialect:doris
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select cast(days_add(day, n) as date);

-- statement: months_later
select cast(months_add(day, n) as date);

-- statement: monday
select cast(date_trunc(day, 'week') as date);

-- statement: month_start
select cast(date_trunc(day, 'month') as date);

-- statement: month_end
select last_day(day);

-- statement: rounded
select round(n, 6);
