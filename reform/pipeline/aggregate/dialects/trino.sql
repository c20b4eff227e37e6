-- sqlfluff:dialect:trino
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select date_add('day', n, day);

-- statement: months_later
select date_add('month', n, day);

-- statement: monday
select date_trunc('week', day);

-- statement: month_start
select date_trunc('month', day);

-- statement: month_end
select last_day_of_month(day);

-- statement: rounded
select round(n, 6);
