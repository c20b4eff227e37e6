-- sqlfluff:dialect:sparksql
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select date_add(day, n);

-- statement: months_later
select add_months(day, n);

-- statement: monday
select cast(date_trunc('week', day) as date);

-- statement: month_start
select cast(date_trunc('month', day) as date);

-- statement: month_end
select last_day(day);

-- statement: rounded
select round(n, 6);
