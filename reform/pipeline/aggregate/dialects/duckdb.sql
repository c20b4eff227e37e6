-- sqlfluff:dialect:duckdb
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select day + n;

-- statement: months_later
select cast(day + to_months(n) as date);

-- statement: monday
select cast(date_trunc('week', day) as date);

-- statement: month_start
select cast(date_trunc('month', day) as date);

-- statement: month_end
select last_day(day);

-- statement: rounded
select round(n, 6);
